; The installer for Windows, made by build.py, which gives what stands in ${…} below.
;
; Files are first written into a folder of their own and then take the place of the old ones by renaming (listed.nsh):
; an error or a power cut leaves the earlier version, or the new one, whole.

Target ${TARGET}
SetCompressor /FINAL /SOLID lzma
SetDateSave off
SetOverwrite on
AllowSkipFiles off
CRCCheck force
RequestExecutionLevel admin
ManifestDPIAware true
ManifestSupportedOS all
ManifestLongPathAware true

!addincludedir "${__FILEDIR__}"
!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include FileFunc.nsh
!include WordFunc.nsh

!define UNINSTALLER "uninstall.exe"
!define LIST "installed-files.txt"
!define NEW "~new"
!define OLD "~old"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define PATHS_KEY "Software\Microsoft\Windows\CurrentVersion\App Paths\${NAME}.exe"
!define MENU "$SMPROGRAMS\${TITLE}"
; The oldest Windows 10 for which Qt is made (version 1809).
!define WINDOWS_BUILD 17763

; What the process says when it refused; 0 is success, 1 and 2 are NSIS's own.
!define REFUSED_WINDOWS 10
!define REFUSED_TWICE 11
!define REFUSED_OLDER 12
!define REFUSED_ELSEWHERE 13
!define REFUSED_FOLDER 14
!define REFUSED_RUNNING 15
!define REFUSED_WRITING 16

Name "$(Title)"
OutFile "${OUTFILE}"
InstallDir "$PROGRAMFILES64\${TITLE}"
InstallDirRegKey HKLM "${UNINSTALL_KEY}" "InstallLocation"
BrandingText "${TITLE} ${VERSION}"
!uninstfinalize '${SIGN} "%1"' = 0

Var Installed ; version, or nothing
Var InstalledIn
Var Why ; why the folder cannot be taken, or nothing
Var Welcome
Var DataFolder ; to be deleted, or nothing

!include listed.nsh
!insertmacro LISTED ""
!insertmacro LISTED "un."

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_WELCOMEPAGE_TITLE "$(WelcomeTitle)"
!define MUI_WELCOMEPAGE_TEXT "$Welcome"
!define MUI_FINISHPAGE_TITLE "$(FinishTitle)"
!define MUI_FINISHPAGE_TEXT "$(FinishText)"
; No box that starts the program: it would run as the administrator, and keep its data with the administrator's.
!define MUI_PAGE_CUSTOMFUNCTION_PRE CheckComputer
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_HEADER_SUBTEXT "$(LicenceText)"
!define MUI_LICENSEPAGE_TEXT_TOP "$(LicenceTop)"
!define MUI_LICENSEPAGE_TEXT_BOTTOM "$(LicenceBottom)"
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!define MUI_PAGE_HEADER_SUBTEXT "$(PartsText)"
!define MUI_COMPONENTSPAGE_TEXT_TOP "$(PartsTop)"
!define MUI_COMPONENTSPAGE_TEXT_DESCRIPTION_INFO "$(PartsHover)"
!insertmacro MUI_PAGE_COMPONENTS
!define MUI_PAGE_HEADER_SUBTEXT "$(FolderText)"
!define MUI_DIRECTORYPAGE_TEXT_TOP "$(FolderTop)"
!define MUI_PAGE_CUSTOMFUNCTION_PRE PassOverFolder
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE LeaveFolder
!insertmacro MUI_PAGE_DIRECTORY
!define MUI_PAGE_HEADER_SUBTEXT "$(InstallingText)"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_PAGE_HEADER_SUBTEXT "$(RemoveText)"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(RemoveTop)"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE un.AskForData
!insertmacro MUI_UNPAGE_CONFIRM
!define MUI_PAGE_HEADER_SUBTEXT "$(RemovingText)"
!insertmacro MUI_UNPAGE_INSTFILES
; The first is for a system in any other language.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Korean"
!include words.nsh

VIProductVersion "${VERSION4}"
VIFileVersion "${VERSION4}"
!macro VERSION_TEXTS language title summary
  VIAddVersionKey /LANG=${language} "ProductName" "${title}"
  VIAddVersionKey /LANG=${language} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${language} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${language} "FileDescription" "${summary}"
  VIAddVersionKey /LANG=${language} "CompanyName" "${MAKER}"
  VIAddVersionKey /LANG=${language} "LegalCopyright" "Apache License 2.0"
  VIAddVersionKey /LANG=${language} "OriginalFilename" "${FILENAME}"
!macroend
!insertmacro VERSION_TEXTS 1033 "${TITLE}" "${TITLE} setup"
!insertmacro VERSION_TEXTS 1042 "${TITLE_KO}" "${TITLE_KO} 설치"

; Says why not, and ends without having changed anything.
!macro REFUSE code text
  MessageBox MB_OK|MB_ICONSTOP "${text}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend
!define Refuse "!insertmacro REFUSE"

; The system's language unless /LANG=ko or /LANG=en is given. Texts of $(…) are in it only after .onInit.
!macro BEGIN
  SetRegView 64
  SetShellVarContext all
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/LANG=" $1
  ${IfNot} ${Errors}
    ${If} $1 == "ko"
      StrCpy $LANGUAGE 1042
    ${Else}
      StrCpy $LANGUAGE 1033
    ${EndIf}
  ${EndIf}
!macroend

!macro ONE_AT_A_TIME
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "Global\${NAME}-setup") p .r0 ?e'
  Pop $0
  ${If} $0 = 183 ; ERROR_ALREADY_EXISTS
    ${Refuse} ${REFUSED_TWICE} "$(Twice)"
  ${EndIf}
!macroend

!macro UNLESS_GIVEN switch
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "${switch}" $1
  ${If} ${Errors}
!macroend

!macro REMOVE_SHORTCUTS
  Delete "${MENU}\${TITLE}.lnk"
  Delete "${MENU}\${TITLE_KO}.lnk"
  Delete "${MENU}\${DEMONSTRATION}.lnk"
  Delete "${MENU}\${DEMONSTRATION_KO}.lnk"
  RMDir "${MENU}"
  Delete "$DESKTOP\${TITLE}.lnk"
  Delete "$DESKTOP\${TITLE_KO}.lnk"
!macroend

Section "$(PartProgram)" Program
  SectionIn RO
  ${If} ${Silent}
    Call CheckComputer
  ${EndIf}
  Call CheckFolder
  ${If} $Why != ""
    ${Refuse} ${REFUSED_FOLDER} "$Why"
  ${EndIf}
  Call Recover
  StrCpy $List "$INSTDIR\${LIST}"
  StrCpy $From "$INSTDIR"
  Call CheckRunning
  ${If} $Failed != ""
    ${Refuse} ${REFUSED_RUNNING} "$(Running)"
  ${EndIf}
  ; An error from here to the end of the files leads to .onInstFailed.
  !include "${FILES}"
  WriteUninstaller "$INSTDIR\${NEW}\${UNINSTALLER}"
  SetOutPath "$INSTDIR"
  ${IfNot} ${FileExists} "$INSTDIR\${NEW}\${UNINSTALLER}"
    Abort
  ${EndIf}
  ${If} $Installed != ""
  ${AndIfNot} ${FileExists} "$INSTDIR\${LIST}"
    ; Somebody deleted it: then all files with the names of ours are taken for ours.
    CopyFiles /SILENT "$INSTDIR\${NEW}\${LIST}" "$INSTDIR\${LIST}"
  ${EndIf}
  Call PutAside
  ${If} $Failed != ""
    ${Refuse} ${REFUSED_RUNNING} "$(Running)"
  ${EndIf}
  StrCpy $List "$INSTDIR\${NEW}\${LIST}"
  StrCpy $From "$INSTDIR\${NEW}"
  StrCpy $To "$INSTDIR"
  Call MoveListed
  ${If} $Failed != ""
    Abort
  ${EndIf}
  Rename "$INSTDIR\${NEW}\${LIST}" "$INSTDIR\${LIST}"
  Call Recover

  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayName" "$(Title)"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${WINDOW_PROGRAM}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "Publisher" "${MAKER}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr HKLM "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoRepair" 1
  ; So that Windows finds the command by its name, without a line in PATH that could cut a long one.
  WriteRegStr HKLM "${PATHS_KEY}" "" "$INSTDIR\${NAME}.exe"

  !insertmacro REMOVE_SHORTCUTS
  CreateDirectory "${MENU}"
  CreateShortcut "${MENU}\$(Title).lnk" "$INSTDIR\${WINDOW_PROGRAM}"
  CreateShortcut "${MENU}\$(Demonstration).lnk" "$INSTDIR\${WINDOW_PROGRAM}" "demo"
SectionEnd

Section /o "$(PartDesktop)" Desktop
  CreateShortcut "$DESKTOP\$(Title).lnk" "$INSTDIR\${WINDOW_PROGRAM}"
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${Program} "$(PartProgramText)"
  !insertmacro MUI_DESCRIPTION_TEXT ${Desktop} "$(PartDesktopText)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Function .onInit
  !insertmacro BEGIN
  ReadRegStr $InstalledIn HKLM "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $InstalledIn != ""
  ${AndIf} ${FileExists} "$InstalledIn\*.*"
    ReadRegStr $Installed HKLM "${UNINSTALL_KEY}" "DisplayVersion"
  ${EndIf}
  !insertmacro UNLESS_GIVEN "/DESKTOP"
  ${AndIfNot} ${FileExists} "$DESKTOP\${TITLE}.lnk"
  ${AndIfNot} ${FileExists} "$DESKTOP\${TITLE_KO}.lnk"
  ${Else}
    !insertmacro SelectSection ${Desktop}
  ${EndIf}
FunctionEnd

; Whether this computer may have this version: asked before the first page, or where there are no pages.
Function CheckComputer
  !insertmacro ONE_AT_A_TIME
  ${IfNot} ${AtLeastBuild} ${WINDOWS_BUILD}
    ${Refuse} ${REFUSED_WINDOWS} "$(OldWindows)"
  ${EndIf}
  StrCpy $Welcome "$(WelcomeText)"
  ${If} $Installed != ""
    ${VersionCompare} $Installed "${VERSION}" $0
    ${If} $0 = 1
      ${Refuse} ${REFUSED_OLDER} "$(Older)"
    ${EndIf}
    ${If} $INSTDIR != $InstalledIn
      ${Refuse} ${REFUSED_ELSEWHERE} "$(Elsewhere)"
    ${EndIf}
    StrCpy $Welcome "$(WelcomeUpgrade)"
  ${EndIf}
FunctionEnd

Function PassOverFolder ; a new version goes where the old one is
  ${If} $Installed != ""
    Abort
  ${EndIf}
FunctionEnd

Function LeaveFolder
  Call CheckFolder
  ${If} $Why != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "$Why"
    Abort
  ${EndIf}
FunctionEnd

; A folder must be empty or ours: files of others with the same names (_internal of another program) would be lost.
Function CheckFolder
  StrCpy $Why ""
  StrLen $0 $INSTDIR
  ${If} $0 > ${LONGEST_FOLDER}
    StrCpy $Why "$(FolderTooLong)"
  ${ElseIf} $Installed == ""
  ${AndIfNot} ${FileExists} "$INSTDIR\${LIST}"
  ${AndIfNot} ${FileExists} "$INSTDIR\${NEW}\${LIST}"
  ${AndIfNot} ${FileExists} "$INSTDIR\${OLD}\${LIST}"
    ${DirState} $INSTDIR $0
    ${If} $0 = 1
      StrCpy $Why "$(FolderNotEmpty)"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function .onInstFailed
  SetOutPath "$TEMP"
  StrCpy $Why "$(NotInstalled)"
  ${If} $Failed != ""
    StrCpy $Why "$(InTheWay)"
  ${EndIf}
  ${If} $Installed != ""
    StrCpy $Why "$Why$\r$\n$\r$\n$(OldOneStays)"
  ${EndIf}
  Call Recover
  MessageBox MB_OK|MB_ICONSTOP $Why /SD IDOK
  SetErrorLevel ${REFUSED_WRITING}
FunctionEnd

Function un.onInit
  !insertmacro BEGIN
FunctionEnd

Section "Uninstall"
  SetDetailsPrint none
  !insertmacro ONE_AT_A_TIME
  SetOutPath "$TEMP"
  Call un.Recover
  StrCpy $List "$INSTDIR\${LIST}"
  StrCpy $From "$INSTDIR"
  Call un.CheckRunning
  ${If} $Failed != ""
    ${Refuse} ${REFUSED_RUNNING} "$(Running)"
  ${EndIf}
  ${If} ${Silent}
    Call un.AskForData
  ${EndIf}
  Call un.PutAside
  ${If} $Failed != ""
    ${Refuse} ${REFUSED_RUNNING} "$(Running)"
  ${EndIf}
  StrCpy $List "$INSTDIR\${OLD}\${LIST}"
  StrCpy $From "$INSTDIR\${OLD}"
  ${For} $4 1 10
    Call un.DeleteListed
    ${If} $Failed == ""
      ${ExitFor}
    ${EndIf}
    Sleep 500
  ${Next}
  ; By its list the next installation knows what could not be deleted for its own, and puts it away.
  ${If} $Failed == ""
  ${AndIfNot} ${FileExists} "$INSTDIR\${UNINSTALLER}"
    Delete $List
  ${EndIf}
  RMDir "$INSTDIR\${OLD}"
  RMDir "$INSTDIR"
  !insertmacro REMOVE_SHORTCUTS
  ReadRegStr $0 HKLM "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $0 == $INSTDIR
    DeleteRegKey HKLM "${UNINSTALL_KEY}"
    DeleteRegKey HKLM "${PATHS_KEY}"
  ${EndIf}
  ${If} $DataFolder != ""
    StrCpy $1 $DataFolder
    Call un.DeleteFolder
  ${EndIf}
SectionEnd

; Deletes the folder $1 with all that is in it. Of a folder inside that is a link to another one, such as backups on a
; second disk, only the link goes: RMDir /r would delete what it leads to.
Function un.DeleteFolder
  FindFirst $2 $3 "$1\*.*"
  ${DoUntil} $3 == ""
    ${If} $3 != "."
    ${AndIf} $3 != ".."
      System::Call 'kernel32::GetFileAttributesW(w "$1\$3") i .r0'
      IntOp $4 $0 & 0x10 ; FILE_ATTRIBUTE_DIRECTORY
      IntOp $5 $0 & 0x400 ; FILE_ATTRIBUTE_REPARSE_POINT
      ${If} $4 = 0
        Delete "$1\$3"
      ${ElseIf} $5 <> 0
        RMDir "$1\$3"
      ${Else}
        Push $1
        Push $2
        StrCpy $1 "$1\$3"
        Call un.DeleteFolder
        Pop $2
        Pop $1
      ${EndIf}
    ${EndIf}
    FindNext $2 $3
  ${Loop}
  FindClose $2
  RMDir $1
FunctionEnd

; Election data of the user who removes the program. Without a question only where two switches ask for it.
Function un.AskForData
  SetShellVarContext current
  StrCpy $DataFolder "$LOCALAPPDATA\${NAME}"
  SetShellVarContext all
  ${IfNot} ${FileExists} "$DataFolder\*.*"
    StrCpy $DataFolder ""
  ${ElseIf} ${Silent}
    !insertmacro UNLESS_GIVEN "/DELETE-ELECTION-DATA"
      StrCpy $DataFolder ""
    ${EndIf}
    !insertmacro UNLESS_GIVEN "/NO-VOTE-IN-IT-IS-NEEDED"
      StrCpy $DataFolder ""
    ${EndIf}
  ${Else}
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(DataQuestion)" IDNO keep
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(DataQuestionAgain)" IDYES end
    keep:
    StrCpy $DataFolder ""
    end:
  ${EndIf}
FunctionEnd
