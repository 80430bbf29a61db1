; Every text of the installer that is not the Modern UI's own, in both languages.

!macro WORD name english korean
  LangString ${name} ${LANG_ENGLISH} "${english}"
  LangString ${name} ${LANG_KOREAN} "${korean}"
!macroend
!define Word "!insertmacro WORD"
!define GAP "$\r$\n$\r$\n"

${Word} Title "${TITLE}" "${TITLE_KO}"
${Word} Demonstration "${DEMONSTRATION}" "${DEMONSTRATION_KO}"

${Word} WelcomeTitle "Install ${TITLE} ${VERSION}" "${TITLE_KO} ${VERSION} 설치"
${Word} WelcomeText \
  "This installs the polling-station program for everybody who uses this computer.${GAP}It needs nothing else: no Python, no connection to the internet.${GAP}Click Next to go on." \
  "이 컴퓨터를 쓰는 모든 사용자를 위해 투표소 프로그램을 설치합니다.${GAP}Python이나 인터넷 연결 없이 설치하고 사용할 수 있습니다.${GAP}계속하려면 '다음'을 누르십시오."
${Word} WelcomeUpgrade \
  "Version $Installed is installed in$\r$\n$InstalledIn${GAP}It is replaced by version ${VERSION}. Election data stay as they are; the program brings them up to date when it opens, and keeps a copy before that.${GAP}Close the program before you go on." \
  "버전 $Installed 프로그램이 다음 폴더에 설치되어 있습니다.$\r$\n$InstalledIn${GAP}버전 ${VERSION} 프로그램으로 바꿉니다. 선거 자료는 그대로 남습니다. 새 버전을 처음 열 때 사본을 남긴 뒤 새 형식으로 옮깁니다.${GAP}계속하기 전에 프로그램을 닫으십시오."

${Word} LicenceText "${TITLE} is free software." "${TITLE_KO}는 자유 소프트웨어입니다."
${Word} LicenceTop "Press Page Down to read on." "Page Down 키를 누르면 계속 읽을 수 있습니다."
${Word} LicenceBottom \
  "To install the program, agree to the licence. The licences of the parts that others made are shown by the program itself." \
  "설치하려면 사용권에 동의하십시오. 다른 제작자가 만든 부분의 사용권은 프로그램에서 볼 수 있습니다."
${Word} PartsText "Choose what is installed." "설치할 것을 선택하십시오."
${Word} PartsTop "The program is always installed. Add what else you want." "프로그램은 항상 설치됩니다. 더 필요한 것을 선택하십시오."
${Word} PartsHover "Point at a line to read about it." "항목을 가리키면 설명이 나옵니다."
${Word} PartProgram "Program and Start menu" "프로그램과 시작 메뉴"
${Word} PartProgramText \
  "The program, and entries in the Start menu for it and for a demonstration election." \
  "프로그램을 설치하고, 시작 메뉴에 프로그램과 시연을 넣습니다."
${Word} PartDesktop "Icon on the desktop" "바탕 화면 아이콘"
${Word} PartDesktopText "An icon on the desktop of every user." "모든 사용자의 바탕 화면에 아이콘을 둡니다."
${Word} FolderText "Choose a folder for the program." "프로그램을 설치할 폴더를 선택하십시오."
${Word} FolderTop \
  "Keep this folder unless you have a reason: only administrators may change files in it.${GAP}Election data are not kept there but with each user." \
  "특별한 이유가 없으면 이 폴더를 그대로 두십시오. 여기 있는 파일은 컴퓨터 관리자만 바꿀 수 있습니다.${GAP}선거 자료는 이 폴더가 아니라 사용자별 폴더에 저장됩니다."
${Word} InstallingText "Files are being written." "파일을 쓰고 있습니다."
${Word} FinishTitle "${TITLE} is installed" "${TITLE_KO} 설치 완료"
${Word} FinishText \
  "You find it in the Start menu, under ${TITLE}.${GAP}To try it first, open “${DEMONSTRATION}” there." \
  "시작 메뉴의 ${TITLE}에서 열 수 있습니다.${GAP}먼저 시험해 보려면 '${DEMONSTRATION_KO}'을 여십시오."

${Word} OldWindows \
  "${TITLE} needs Windows 10, version 1809, or a newer Windows.${GAP}Nothing was installed. Update Windows first." \
  "${TITLE_KO}는 Windows 10 버전 1809 이상에서만 쓸 수 있습니다.${GAP}아무것도 설치하지 않았습니다. 먼저 Windows를 업데이트하십시오."
${Word} Twice \
  "${TITLE} is being installed or removed already.${GAP}Finish that first." \
  "${TITLE_KO}의 설치 또는 제거가 이미 진행 중입니다.${GAP}먼저 그 작업을 마치십시오."
${Word} Older \
  "Version $Installed is installed. This is the older version ${VERSION}, which could not read the election data of the newer one.${GAP}Nothing was changed. Keep using version $Installed. If you need the older one, remove the newer one first; election data stay, but the older one does not open them." \
  "버전 $Installed 프로그램이 이미 설치되어 있습니다. 이 설치 파일의 버전 ${VERSION} 프로그램은 더 오래되어 새 버전의 선거 자료를 읽을 수 없습니다.${GAP}아무것도 바꾸지 않았습니다. 설치된 프로그램을 계속 쓰십시오. 이전 버전이 꼭 필요하면 먼저 새 버전을 제거하십시오. 선거 자료는 남지만 이전 버전에서는 열리지 않습니다."
${Word} Elsewhere \
  "${TITLE} is installed in$\r$\n$InstalledIn${GAP}Nothing was changed. Install into the same folder, or remove it first; election data stay." \
  "${TITLE_KO}가 다음 폴더에 이미 설치되어 있습니다.$\r$\n$InstalledIn${GAP}아무것도 바꾸지 않았습니다. 같은 폴더에 설치하거나 먼저 제거하십시오. 선거 자료는 그대로 남습니다."
${Word} FolderNotEmpty \
  "This folder holds other files:$\r$\n$INSTDIR${GAP}Choose an empty or a new folder." \
  "이 폴더에 다른 파일이 있습니다.$\r$\n$INSTDIR${GAP}빈 폴더나 새 폴더를 선택하십시오."
${Word} FolderTooLong \
  "The path of this folder is too long:$\r$\n$INSTDIR${GAP}Choose one of at most ${LONGEST_FOLDER} characters." \
  "폴더 경로가 너무 깁니다.$\r$\n$INSTDIR${GAP}${LONGEST_FOLDER}자 이하의 경로를 선택하십시오."
${Word} Running \
  "${TITLE} is running, perhaps in another user's session, or its files may not be changed:$\r$\n$Failed${GAP}Nothing was changed. Close the program for all users and try again. Never do this while voting is open." \
  "${TITLE_KO}가 실행 중이거나(다른 사용자의 화면일 수 있습니다) 파일을 바꿀 수 없습니다.$\r$\n$Failed${GAP}아무것도 바꾸지 않았습니다. 모든 사용자의 프로그램을 닫은 뒤 다시 하십시오. 투표 중에는 절대로 설치하거나 제거하지 마십시오."
${Word} NotInstalled \
  "The files could not be written, perhaps because the disk is full.${GAP}Version ${VERSION} was not installed. Make room on the disk and try again." \
  "파일을 쓸 수 없습니다. 디스크가 가득 찼을 수 있습니다.${GAP}버전 ${VERSION} 프로그램을 설치하지 않았습니다. 디스크에 공간을 만든 뒤 다시 하십시오."
${Word} InTheWay \
  "Another file stands in the way:$\r$\n$Failed${GAP}Version ${VERSION} was not installed. Move that file away and try again." \
  "다른 파일이 자리를 차지하고 있습니다.$\r$\n$Failed${GAP}버전 ${VERSION} 프로그램을 설치하지 않았습니다. 그 파일을 옮긴 뒤 다시 하십시오."
${Word} OldOneStays \
  "Version $Installed is installed as before, and can be used." \
  "버전 $Installed 프로그램은 그대로 설치되어 있으며 계속 쓸 수 있습니다."

${Word} RemoveText "Remove the program from this computer." "이 컴퓨터에서 프로그램을 제거합니다."
${Word} RemoveTop \
  "The program is removed for all users. Their election data (votes, keys, audit logs) stay on this computer. If the present user has any, you are asked about those next." \
  "모든 사용자에게서 프로그램이 제거됩니다. 사용자의 선거 자료(투표지, 열쇠, 감사 기록)는 이 컴퓨터에 남습니다. 현재 사용자의 자료가 있으면 그 자료를 어떻게 할지 이어서 묻습니다."
${Word} RemovingText "Files are being removed." "파일을 제거하고 있습니다."
${Word} DataQuestion \
  "Delete the election data of the present user as well?${GAP}They hold every vote of this station, also those not yet sent to the central endpoint, the keys and the audit log. Without a backup they are lost for ever.${GAP}Keep them if you are not sure." \
  "현재 사용자의 선거 자료도 삭제하시겠습니까?${GAP}이 투표소의 모든 투표지(중앙 서버로 아직 전송하지 않은 것 포함), 열쇠, 감사 기록이 들어 있습니다. 백업이 없으면 되살릴 수 없습니다.${GAP}확실하지 않으면 남겨 두십시오."
${Word} DataQuestionAgain \
  "Everything in this folder is about to be deleted:${GAP}$DataFolder${GAP}Delete it for ever? Keys in the Credential Manager of Windows stay, and so do the data of other users." \
  "다음 폴더의 모든 것을 삭제합니다.${GAP}$DataFolder${GAP}정말 영구히 삭제하시겠습니까? Windows 자격 증명 관리자의 열쇠와 다른 사용자의 자료는 남습니다."
