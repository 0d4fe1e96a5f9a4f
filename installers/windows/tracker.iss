; The setup program for Windows (Inno Setup 6): for one person, without an administrator.
; Made by: py run.py build --installer

[Setup]
AppId={{6B0E5C0B-6A0D-4B5C-9C57-3E0B6D8F7A21}
AppName=Improvement Tracker
AppVersion={#Version}
PrivilegesRequired=lowest
DefaultDirName={localappdata}\Programs\Improvement Tracker
DisableProgramGroupPage=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
SetupIconFile=..\..\build\icons\tracker.ico
UninstallDisplayIcon={app}\improvement-tracker.exe
OutputDir=..\..\dist
OutputBaseFilename=improvement-tracker-{#Version}-setup
Compression=lzma2
SolidCompression=yes

[InstallDelete]
; What an earlier version left: a module that is gone must not be found.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\tracker\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{userprograms}\Improvement Tracker"; Filename: "{app}\improvement-tracker.exe"

[Registry]
Root: HKCU; Subkey: "Software\Classes\.plan"; ValueType: string; ValueData: "ImprovementTracker.Plan"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\ImprovementTracker.Plan"; ValueType: string; ValueData: "Action plan"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\ImprovementTracker.Plan\DefaultIcon"; ValueType: string; ValueData: "{app}\improvement-tracker.exe,0"
Root: HKCU; Subkey: "Software\Classes\ImprovementTracker.Plan\shell\open\command"; ValueType: string; ValueData: """{app}\improvement-tracker.exe"" ""%1"""

[Run]
Filename: "{app}\improvement-tracker.exe"; Description: "Open Improvement Tracker"; Flags: postinstall nowait skipifsilent
