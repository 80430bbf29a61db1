program=/opt/omp-desktop/omp-desktop

# $1: the version that is there, $2: this one. Nothing has been changed yet.
refuse_older() {
    cat >&2 <<WORDS
설치된 @TITLE_KO@(버전 $1)보다 오래된 버전($2)이므로 그 위에 설치하지 않았습니다. 지금 버전은 그대로 쓸 수 있습니다.
옛 버전이 꼭 필요하면 프로그램을 먼저 제거한 뒤 설치하십시오. 선거 자료는 지워지지 않지만, 새 버전이 바꾼 자료는 옛 버전에서 열리지 않습니다.
@TITLE@ $1 is installed, and the older $2 is not put over it. $1 works as before.
If you need $2 all the same, remove the program first, then install. Election data stay, but the older version does not open what the newer one has changed.
WORDS
    exit 1
}

# A booth whose files change under it would fail in front of a voter.
refuse_while_running() {
    for exe in /proc/[0-9]*/exe; do
        if [ "$exe" -ef "$program" ]; then
            cat >&2 <<WORDS
@TITLE_KO@ 프로그램이 실행 중이므로 바꾸지 않았습니다. 모든 창을 닫고 다시 설치하십시오.
@TITLE@ is running and was not replaced. Close all its windows and install again.
WORDS
            exit 1
        fi
    done
}
