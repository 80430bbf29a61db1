; Files by a list. Every installation keeps the list of its own files, so that nothing else in the folder is ever
; moved or deleted: one path a line, folders end in \ and stand last, the deepest first.

Var Handle
Var Line
Var List ; the file with the list
Var From
Var To
Var Failed ; the last path with which it did not work, or nothing

; The same functions once for the installer and once for the uninstaller, whose names begin with un.
!macro LISTED un

Function ${un}NextLine ; $Line: nothing at the end
  ClearErrors
  FileReadUTF16LE $Handle $Line
  ${If} ${Errors}
    StrCpy $Line ""
    Return
  ${EndIf}
  ${Do}
    StrCpy $0 $Line 1 -1
    ${If} $0 != "$\n"
    ${AndIf} $0 != "$\r"
      ${ExitDo}
    ${EndIf}
    StrCpy $Line $Line -1
  ${Loop}
FunctionEnd

; Whether $Line names something inside $From: a list that was tampered with leads nowhere else.
Function ${un}CheckLine
  ClearErrors
  StrCpy $1 "$From\$Line"
  StrCpy $0 $1 1 -1
  ${If} $0 == "\"
    StrCpy $1 $1 -1
  ${EndIf}
  GetFullPathName $0 $1
  ${If} $0 != $1
    SetErrors
  ${EndIf}
FunctionEnd

; Renames the files of $List from $From to $To. What is not there is passed over; what stands in the way stays.
Function ${un}MoveListed
  StrCpy $Failed ""
  ClearErrors
  FileOpen $Handle $List r
  ${If} ${Errors}
    Return
  ${EndIf}
  ${Do}
    Call ${un}NextLine
    ${If} $Line == ""
      ${ExitDo}
    ${EndIf}
    StrCpy $2 $Line 1 -1
    Call ${un}CheckLine
    ${If} ${Errors} ; not there
    ${OrIf} $1 == $EXEPATH ; an uninstaller that was told to remove its own folder cannot remove itself
      ${Continue}
    ${ElseIf} $2 == "\"
      RMDir $1
    ${ElseIf} ${FileExists} $1
      ${If} ${FileExists} "$To\$Line"
        StrCpy $Failed "$To\$Line"
        ${Continue}
      ${EndIf}
      ${GetParent} "$To\$Line" $0
      CreateDirectory $0
      ; A scanner of viruses may hold a file that was written just now.
      ${For} $3 1 20
        ClearErrors
        Rename $1 "$To\$Line"
        ${IfNot} ${Errors}
        ${OrIf} $Failed != ""
          ${ExitFor}
        ${EndIf}
        Sleep 100
      ${Next}
      ${IfNot} ${FileExists} "$To\$Line"
        StrCpy $Failed $1
      ${EndIf}
    ${EndIf}
  ${Loop}
  FileClose $Handle
FunctionEnd

; Deletes the files of $List in $From, then the folders that are empty.
Function ${un}DeleteListed
  StrCpy $Failed ""
  ClearErrors
  FileOpen $Handle $List r
  ${If} ${Errors}
    Return
  ${EndIf}
  ${Do}
    Call ${un}NextLine
    ${If} $Line == ""
      ${ExitDo}
    ${EndIf}
    StrCpy $2 $Line 1 -1
    Call ${un}CheckLine
    ${If} ${Errors}
      ${Continue}
    ${ElseIf} $2 == "\"
      RMDir $1
    ${Else}
      ClearErrors
      Delete $1
      ${If} ${Errors}
        StrCpy $Failed $1
      ${EndIf}
    ${EndIf}
  ${Loop}
  FileClose $Handle
FunctionEnd

; $Failed: a program of $List in $From that is running. Windows lets nobody write to the file of a running program.
Function ${un}CheckRunning
  StrCpy $Failed ""
  ClearErrors
  FileOpen $Handle $List r
  ${If} ${Errors}
    Return
  ${EndIf}
  ${Do}
    Call ${un}NextLine
    ${If} $Line == ""
      ${ExitDo}
    ${EndIf}
    StrCpy $0 $Line 4 -4
    ${If} $0 == ".exe"
    ${AndIf} $Line != "${UNINSTALLER}"
    ${AndIf} ${FileExists} "$From\$Line"
      ClearErrors
      FileOpen $0 "$From\$Line" a
      ${If} ${Errors}
        StrCpy $Failed "$From\$Line"
      ${Else}
        FileClose $0
      ${EndIf}
    ${EndIf}
  ${Loop}
  FileClose $Handle
FunctionEnd

; Ends what was begun, or takes it back: after an error, or after a power cut in an earlier attempt. Where the lists
; are tells how far it came. The list is the last that leaves the folder, and the last that comes into it.
Function ${un}Recover
  ${If} ${FileExists} "$INSTDIR\${LIST}"
  ${AndIf} ${FileExists} "$INSTDIR\${OLD}\${LIST}"
    ; The new files are all in place: the old ones can go.
    StrCpy $List "$INSTDIR\${OLD}\${LIST}"
    StrCpy $From "$INSTDIR\${OLD}"
    Call ${un}DeleteListed
    ${If} $Failed == ""
      Delete $List
    ${EndIf}
  ${Else}
    StrCpy $List "$INSTDIR\${LIST}"
    ${IfNot} ${FileExists} $List
      StrCpy $List "$INSTDIR\${NEW}\${LIST}"
      StrCpy $From "$INSTDIR"
      StrCpy $To "$INSTDIR\${NEW}"
      Call ${un}MoveListed
      StrCpy $List "$INSTDIR\${OLD}\${LIST}"
    ${EndIf}
    StrCpy $From "$INSTDIR\${OLD}"
    StrCpy $To "$INSTDIR"
    Call ${un}MoveListed
    Rename "$INSTDIR\${OLD}\${LIST}" "$INSTDIR\${LIST}"
  ${EndIf}
  RMDir "$INSTDIR\${OLD}"
  StrCpy $List "$INSTDIR\${NEW}\${LIST}"
  StrCpy $From "$INSTDIR\${NEW}"
  Call ${un}DeleteListed
  Delete $List
  RMDir "$INSTDIR\${NEW}"
  ; Only where it holds nothing.
  RMDir "$INSTDIR"
FunctionEnd

; Puts the installed files aside, in $INSTDIR\${OLD}; takes it back and names one in $Failed where that fails.
Function ${un}PutAside
  CreateDirectory "$INSTDIR\${OLD}"
  StrCpy $List "$INSTDIR\${LIST}"
  StrCpy $From "$INSTDIR"
  StrCpy $To "$INSTDIR\${OLD}"
  Call ${un}MoveListed
  ${If} $Failed == ""
    ; From here on nobody can start it. Whoever did so a moment ago is seen now.
    StrCpy $From "$INSTDIR\${OLD}"
    Call ${un}CheckRunning
  ${EndIf}
  ${If} $Failed != ""
    Push $Failed
    Call ${un}Recover
    Pop $Failed
    Return
  ${EndIf}
  Rename "$INSTDIR\${LIST}" "$INSTDIR\${OLD}\${LIST}"
FunctionEnd

!macroend
