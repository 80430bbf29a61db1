    cat <<WORDS
선거 자료는 지우지 않았습니다. 각 사용자의 홈 폴더 안 .local/share/omp-desktop에 있습니다.
Election data were not deleted. They lie in .local/share/omp-desktop in the home of each user.
WORDS
