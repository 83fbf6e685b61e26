# What ./yoi and ./test need of the machine. Sourced by them; all of its words go to standard error.

say() { printf '%s\n' "$*" >&2; }

# Answers 0 where this user may install packages without being asked for anything.
may_install() {
  type -P apt-get >/dev/null || return 1
  [[ $EUID -eq 0 ]] || { type -P sudo >/dev/null && sudo -n true 2>/dev/null; }
}

# Installs a package of Debian or Ubuntu, quietly; shows the log where that fails and answers 1.
install_package() {
  local package=$1 log as_root=()
  [[ $EUID -eq 0 ]] || as_root=(sudo -n)
  log="$(mktemp)"
  local install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=60 "$package")
  if "${install[@]}" >"$log" 2>&1 </dev/null || { "${as_root[@]}" apt-get update -qq >>"$log" 2>&1 </dev/null && "${install[@]}" >>"$log" 2>&1 </dev/null; }; then
    rm -f "$log"
    return 0
  fi
  cat "$log" >&2
  rm -f "$log"
  return 1
}

# need_package PROGRAM PACKAGE WHY: installs it where missing and allowed, else prints the one command. Answers whether the program is there.
need_package() {
  local program=$1 package=$2 why=$3
  type -P "$program" >/dev/null && return 0
  if may_install; then
    say "Installing $package ($why) …"
    install_package "$package" && type -P "$program" >/dev/null && return 0
  fi
  say "$package is missing ($why). Install it with: sudo apt-get install $package"
  return 1
}

# Puts dotnet on PATH where an installer left it, and tells programs built here where its runtime lies.
find_dotnet() {
  local dotnet
  if ! type -P dotnet >/dev/null && [[ -x "${DOTNET_ROOT:-${HOME:-}/.dotnet}/dotnet" ]]; then
    export PATH="${DOTNET_ROOT:-$HOME/.dotnet}:$PATH"
  fi
  if [[ -z "${DOTNET_ROOT:-}" ]] && dotnet="$(type -P dotnet)" && dotnet="$(readlink -f "$dotnet")" && [[ -d "${dotnet%/*}/host/fxr" ]]; then
    export DOTNET_ROOT="${dotnet%/*}"
  fi
}

# One line and 1 where something is missing that nothing can do without.
need_sdk() {
  type -P dotnet >/dev/null || { say "The .NET 10 SDK is missing. Install it from https://dotnet.microsoft.com/download/dotnet/10.0"; return 1; }
  [[ "$(dotnet --list-sdks 2>/dev/null)" =~ (^|$'\n')10\. ]] \
    || { say "dotnet is there, its SDK 10 is missing. Install it from https://dotnet.microsoft.com/download/dotnet/10.0"; return 1; }
}

need_git() {
  type -P git >/dev/null || { say "git 2.38 or newer is missing. Install it from https://git-scm.com/downloads"; return 1; }
  [[ "$(git --version)" =~ ([0-9]+)\.([0-9]+) ]] && (( BASH_REMATCH[1] > 2 || (BASH_REMATCH[1] == 2 && BASH_REMATCH[2] >= 38) )) \
    || { say "git is older than 2.38 ($(git --version)). Install a newer one from https://git-scm.com/downloads"; return 1; }
}

# Node is needed for the dashboard's pages only. Sets node_problem and answers 1 where it will not do.
need_node() {
  node_problem=""
  if ! type -P node >/dev/null || ! type -P npm >/dev/null; then node_problem="Node 20.19 or newer (with npm) is missing"
  elif [[ ! "$(node --version)" =~ ^v([0-9]+)\.([0-9]+) ]] || (( BASH_REMATCH[1] < 20 || (BASH_REMATCH[1] == 20 && BASH_REMATCH[2] < 19) )); then
    node_problem="Node is older than 20.19 ($(node --version))"
  fi
  [[ -z "$node_problem" ]]
}

# with_status WORDS LOG COMMAND…: runs a long command quietly, but shows that it does. Its output goes to LOG, which is shown where it fails.
# Descriptor 9 is a lock of the caller's: build servers that stay behind must not hold it.
with_status() {
  local words=$1 log=$2 start=$SECONDS result=0 child
  shift 2
  if [[ -t 2 ]]; then
    "$@" >"$log" 2>&1 </dev/null 9>&- &
    child=$!
    trap 'kill "$child" 2>/dev/null; printf "\n" >&2; exit 130' INT TERM
    while kill -0 "$child" 2>/dev/null; do
      printf '\r%s … %ds' "$words" $((SECONDS - start)) >&2
      sleep 0.2
    done
    wait "$child" || result=$?
    trap - INT TERM
    printf '\r\033[K' >&2
  else
    say "$words …"
    "$@" >"$log" 2>&1 </dev/null 9>&- || result=$?
  fi
  if (( result != 0 )); then
    cat "$log" >&2
    say "$words failed; the log is above and in $log"
  fi
  return "$result"
}
