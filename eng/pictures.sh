#!/usr/bin/env bash
# Makes the README's pictures in docs/images: the board of a real server, a ticket's page and a Worker's console, with tickets that went as far as they show, on recorded model answers.
#   eng/pictures.sh            the pictures of the README
#   eng/pictures.sh FOLDER     also every page in both widths, light and dark, into FOLDER: for looking at
set -euo pipefail
cd "$(CDPATH='' cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
source eng/prerequisites.sh
need_node || { say "$node_problem"; exit 1; }
need_package "${CHROMIUM:-chromium}" chromium "it takes the pictures"
more="${1:-}"
[[ -z "$more" ]] || { mkdir -p "$more"; more="$(cd "$more" && pwd)"; }

checkout="$PWD"
folder="$(mktemp -d)"
processes=()
finish() {
  for process in "${processes[@]}"; do kill "$process" 2>/dev/null && wait "$process" || true; done
  rm -rf "$folder"
}
trap finish EXIT
export YOI_HOME="$folder/home" YOI_AUTHOR=mika
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
yoi() { "$checkout/yoi" "$@"; }
yoi --version >/dev/null

# within SECONDS WORDS COMMAND…: until the command answers 0.
within() {
  local until=$((SECONDS + $1)) words=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    (( SECONDS < until )) || { say "$words: not in time"; cat "$folder/server.log" >&2; exit 1; }
    sleep 0.2
  done
}
thread_holds() { grep -q "$2" ".yoi/tickets/$1/thread.md"; }

say "A repository and its tickets …"
mkdir "$folder/orchard"
cd "$folder/orchard"
git init --quiet --initial-branch=main
mkdir shop
echo '! grep -rq TODO shop' >check.sh
echo 'An orchard that sells its apples.' >shop/about.txt
git add --all
git -c user.name=Mika -c user.email=mika@example.invalid commit --quiet --message 'The shop as it is'
mkdir .yoi
# settings PROVIDER: writes them. The model's address is known only once it has its words, and those name tickets.
settings() {
  cat >.yoi/workspace.yaml <<YAML
workspace_id: orchard
display_name: Orchard
orchestration:
  target_branch: main
  slots: { coder: 2, reviewer: 2 }
validation:
  commands: ["sh check.sh"]
profiles:
  coder: { extends: "builtin:coder", provider: "$1", model: coder }
  reviewer: { extends: "builtin:reviewer", provider: "$1", model: reviewer }
roles:
  coder: { profile: coder }
  reviewer: { profile: reviewer }
YAML
}
settings http://127.0.0.1:1/v1

# ticket TITLE FILE [PRIORITY]: writes one; its id is in $id. Each is made a moment after the one before, as ids tell the time.
ticket() {
  id="$(yoi ticket create --title "$1" ${3:+--priority "$3"} --body "${4:+## Background

$4

}## Requirements

- $1.

## Acceptance criteria

- \`sh check.sh\` passes.

## Write scope

- \`shop/$2\`
")"
}

cassette="$folder/cassette.jsonl"
# answer MODEL TURN TEXT TOOL ARGUMENTS INPUT OUTPUT [DELAY]: one recorded answer for the ticket $id.
answer() {
  printf '{"model":"%s","ticket":"%s","turn":%d,"text":"%s","tool_calls":[{"name":"%s","arguments":%s}],"usage":{"input":%d,"output":%d},"delay_ms":%d}\n' \
    "$1" "$id" "$2" "$3" "$4" "$5" "$6" "$7" "${8:-0}" >>"$cassette"
}
coder() {
  answer coder 0 'I read what is there.' shell '{"command":"cat shop/*"}' "$2" 210
  answer coder 1 'I write it.' write "{\"path\":\"shop/$1\",\"content\":\"As the ticket asks.\\n\"}" "$(($2 * 2))" 940
  answer coder 2 'Done and checked.' submit_work '{"summary":"As the ticket asks."}' "$(($2 * 2 + 800))" 120 "${3:-0}"
}
reviewer() { answer reviewer 0 'I read the change.' submit_review "$1" "$2" 340 "${3:-0}"; }
# written PATH FILE: a write tool's arguments, the content read from standard input.
written() { node -e 'console.log(JSON.stringify({ path: process.argv[1], content: require("fs").readFileSync(0, "utf8") }))' "$1"; }
approve='{"verdict":"approve","summary":"As asked, and small."}'
held=600000

ticket 'Round weights to ten grams' weights.txt;                     weights=$id; coder weights.txt 9400;  reviewer "$approve" 12100
ticket 'Stop sending the newsletter twice' newsletter.txt high;      letter=$id;  coder newsletter.txt 7100; reviewer "$approve" 8800
ticket 'Sort search results by distance' search.txt;                 search=$id;  coder search.txt 12300;  reviewer "$approve" 15400
ticket 'Refuse a coupon that the same household used within a day' coupons.txt high; coupons=$id
printf '{"model":"coder","ticket":"%s","turn":0,"text":"Which of the two rules for households is meant?","usage":{"input":16800,"output":90}}\n' "$id" >>"$cassette"
ticket 'Keep the basket when the session ends' basket.txt urgent;    basket=$id;  coder basket.txt 18200 $held
ticket 'Mail a receipt within a minute of payment' receipts.js normal 'Half of the letters to us ask whether a payment arrived. The receipt goes out with the nightly batch.'
mail=$id
answer coder 0 'I look at how payments are told of, and at what mails there are.' shell '{"command":"ls shop && cat shop/about.txt"}' 11900 164
answer coder 1 'A payment puts its receipt into the outbox at once; the nightly batch is no longer asked.' write "$(written shop/receipts.js <<'JS'
// TODO: say the time in the customer's zone
export async function mailReceipt(payment, outbox) {
  const text = `Thank you. ${payment.amount} arrived at ${payment.at.toISOString()}.`;
  await outbox.put({ to: payment.customer.mail, subject: 'Your receipt', text });
}
JS
)" 13400 512
answer coder 2 'Done.' submit_work '{"summary":"A receipt is mailed when its payment is told of."}' 14100 96
answer coder 3 'The check does not take an open note, and it is right: the zone is easy to have.' write "$(written shop/receipts.js <<'JS'
export async function mailReceipt(payment, outbox) {
  const at = payment.at.toLocaleString('en-GB', { timeZone: payment.customer.zone });
  const text = `Thank you. ${payment.amount} arrived on ${at}.`;
  await outbox.put({ to: payment.customer.mail, subject: 'Your receipt', text });
}
JS
)" 15200 488
answer coder 4 'Nothing is left open.' submit_work '{"summary":"A receipt is mailed when its payment is told of, with the time in the zone of the customer."}' 15900 88
answer reviewer 0 'I read the change, and what happens when a payment is told of twice.' submit_review '{"verdict":"request_changes","summary":"It is mailed at once, but twice where the bank tells of a payment twice.","findings":[{"severity":"major","path":"shop/receipts.js","line":4,"text":"The outbox is given no key: a payment that the bank tells of twice is mailed twice. Use the id of the payment."},{"severity":"note","path":"shop/receipts.js","line":3,"text":"The amount has no currency."}]}' 14300 402
answer coder 5 'True: banks do that. The id of the payment becomes the key, and the amount gets its currency.' write "$(written shop/receipts.js <<'JS'
export async function mailReceipt(payment, outbox) {
  const at = payment.at.toLocaleString('en-GB', { timeZone: payment.customer.zone });
  const text = `Thank you. ${payment.amount} ${payment.currency} arrived on ${at}.`;
  // Banks tell of a payment more than once; the outbox takes a key once.
  await outbox.put({ key: `receipt-${payment.id}`, to: payment.customer.mail, subject: 'Your receipt', text });
}
JS
)" 17600 531
answer coder 6 'Both findings are dealt with.' submit_work '{"summary":"One receipt a payment, however often the bank tells of it; the amount names its currency."}' 18300 92
answer reviewer 1 'I read it again.' submit_review "$approve" 15800 120 $held
ticket 'Retry the label printer when it answers with nothing' printer.txt high; printer=$id
ticket 'Show the picking window on the order page' window.txt;       window=$id
ticket 'Let a basket be shared by a link that expires' share.txt low

say "A model of recorded answers and the server …"
"$checkout/yoi" model serve "$cassette" >"$folder/model.log" 2>&1 &
processes+=($!)
within 60 "The model server" grep -q http:// "$folder/model.log"
settings "$(grep -m1 -o 'http://[^ ]*' "$folder/model.log")"
yoi trust --yes >/dev/null
"$checkout/yoi" up --no-open >"$folder/server.log" 2>&1 &
processes+=($!)
within 180 "The server" grep -q '#link=' "$folder/server.log"

queue() {
  yoi ticket ready "$1" >/dev/null
  yoi ticket queue "$1" >/dev/null
}
say "Tickets at work …"
for id in "$weights" "$letter"; do queue "$id"; done
for id in "$weights" "$letter"; do
  within 60 "Ticket $id" thread_holds "$id" 'step: clean'
  yoi ticket close "$id" --resolution 'Merged.' >/dev/null
done
queue "$search"
queue "$coupons"
within 60 "Ticket $search" thread_holds "$search" 'step: clean'
within 60 "Ticket $coupons" thread_holds "$coupons" 'step: parked'
queue "$basket"
queue "$mail"
within 60 "The coder of $basket" grep -q "model=coder ticket=$basket turn=2 held" "$folder/model.log"
within 60 "The reviewer of $mail" grep -q "model=reviewer ticket=$mail turn=1 held" "$folder/model.log"
queue "$printer"
yoi ticket ready "$window" >/dev/null

say "Pictures …"
mailed='Mail a receipt'
coder="coder ${mail: -4}"
images="$checkout/docs/images"
pictures=("$images/board.png,1440,900,light" "$images/ticket.png,1440,900,light,ticket:$mailed" "$images/console.png,1440,900,dark,worker:$coder")
if [[ -n "$more" ]]; then
  for theme in light dark; do
    for size in 1440,900 390,844; do
      width="${size%,*}"
      pictures+=("$more/board-$width-$theme.png,$size,$theme" "$more/glance-$width-$theme.png,$size,$theme,glance:Refuse a coupon" "$more/ticket-$width-$theme.png,$size,$theme,ticket:$mailed"
        "$more/parked-$width-$theme.png,$size,$theme,ticket:Refuse a coupon" "$more/console-$width-$theme.png,$size,$theme,worker:$coder" "$more/workers-$width-$theme.png,$size,$theme,/workers")
    done
  done
fi
mkdir -p "$checkout/docs/images"
link="$(yoi open --print)"
(cd "$checkout/web" && node scripts/picture.mjs "$link" "${pictures[@]}")
for picture in board ticket console; do
  size="$(wc -c <"$images/$picture.png")"
  say "docs/images/$picture.png: $size bytes"
  (( size <= 250000 )) || { say "That is more than 250,000 bytes."; exit 1; }
done
