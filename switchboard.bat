@echo off
rem Opens the console, or runs a command (switchboard --help). Builds first when there is no build yet.
setlocal
set "HOME_DIR=%~dp0"
set "APP=%HOME_DIR%console-app\target\app"
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set "JAVA=java.exe")
"%JAVA%" -XshowSettings:properties -version 2>&1 | findstr /r /c:"java.specification.version = 2[5-9]" /c:"java.specification.version = [3-9][0-9]" >nul
if errorlevel 1 (
  echo Switchboard needs a JDK 25 or newer. Install one from https://adoptium.net and set JAVA_HOME to its folder. 1>&2
  exit /b 1
)
if not exist "%APP%\built" (
  echo Building Switchboard; the first time takes a minute or two ... 1>&2
  pushd "%HOME_DIR%"
  call mvnw.cmd -B -q -DskipTests package || (popd & exit /b 1)
  popd
  type nul > "%APP%\built"
)
"%JAVA%" "@%HOME_DIR%console-app\jvm-arguments" "-Dswitchboard.home=%HOME_DIR%." --module-path "%APP%\javafx" --add-modules javafx.controls -cp "%APP%\lib\*" switchboard.console.Main %*
exit /b %ERRORLEVEL%
