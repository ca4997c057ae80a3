# Screen texts, in English. One text a line; "$name" is replaced when shown.



count-errors = { $count ->
    [0] no error
    [one] { $count } error
   *[other] { $count } errors
}

## Questions
fault-too-long = At most { $max } characters; there are { $count }.
fault-min = At least { $min }.
fault-max = At most { $max }.
fault-month-min = Not before { $min }.
fault-month-max = Not after { $max }.
fault-email = This address looks wrong; example: contact@example.org.
fault-phone = This number is not recognised; example: 02 47 47 87 89.
fault-url = This address looks wrong; example: www.example.org.
number-decimal = { $whole }.{ $part }
number-unreadable = Type a number, for instance 3.5.
number-whole = Type a whole number, for instance 12.
number-separators = One decimal point only, and spaces between thousands: 1 234.5.
number-too-long = This number has too many digits (15 at most).
number-too-small = Type a number of at least { $min }.
month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
month-in-year = { $month } { $year }
month-unreadable = Type a month and a year, for instance March 2024 or 03/2024.
month-ambiguous = Which month: { $first } or { $second }?
month-number = Months go from 1 to 12, for instance 03/2024.
month-needs-year = Add the year, for instance March 2024.
month-needs-month = Add the month, for instance March { $year }.
month-year-range = Years go from 1900 to 2100.
wrong-type-text = a text is expected
wrong-type-number = a number is expected
wrong-type-month = a month is expected, in the form "2024-03"
wrong-month = there is no such month; the form is "2024-03"
hint-integer = whole number, e.g. 12
hint-decimal = number, e.g. 3.5
hint-month = month, e.g. March 2024
hint-month-or-year = month or year, e.g. March 2024
hint-email = address, e.g. contact@example.org
hint-phone = telephone, e.g. 02 47 47 87 89
hint-url = address, e.g. www.example.org

## Definitions of questions, for authors of forms
form-min-above-max = `min` is above `max`
form-month-bound = "{ $bound }" is neither a month ("2024-03") nor "today"

## Questions with options
wrong-option = "{ $code }" is none of the options
wrong-type-options = a list of options is expected
fault-too-many-options = At most { $max } options; { $count } are ticked.
choice-nothing-found = No option matches
choice-not-taken = The option "{ $option }" is not chosen: { $letters ->
    [0] Enter or Space
   *[other] Enter
} takes it while it is highlighted.
choice-typed = "{ $typed }" is not kept, as one chooses among options here; { $answered ->
    [0] the question stays without an answer.
   *[other] the answer is "{ $answer }".
}
choice-left = "{ $typed }" { $count ->
    [0] is none of the options
    [one] means "{ $option }", which Enter takes
   *[other] fits several options
}; { $answered ->
    [0] the question is still unanswered.
   *[other] the answer is still "{ $answer }".
}
hint-choose = choose
hint-take = take
hint-clear = clear
hint-tick = tick
hint-highlight = look through
hint-next = next
hint-filter = type to search
key-enter = Enter
key-space = Space
key-delete = Del
form-unknown-list = no list is called “{ $name }”; known lists: { $known }
form-no-lists = no list is called “{ $name }”: write it under `[choices.{ $name }]`
form-no-options = the list is empty
form-max-zero = `max` is zero

## Commands
cli-about = Fill in and review official questionnaires in a terminal
cli-after = Without a command, recueil opens the home screen. "recueil COMMAND --help" describes a command.
cli-heading-usage = Usage:
cli-heading-commands = Commands:
cli-heading-arguments = Arguments:
cli-heading-options = Options:
cli-command-name = COMMAND
cli-data-dir = Directory of the responses (else RECUEIL_DATA_DIR, else the personal data directory)
cli-shared = Opens the directory of the responses to the members of its group, once and for all
cli-forms = Directory of forms, besides the built-in ones (else RECUEIL_FORMS)
cli-lang = Language of the screen: fr or en (else RECUEIL_LANG, else the setting, else fr)
cli-as = Name of the person who fills (else the setting, else the account)
cli-help = Print this help
cli-version = Print the version
cli-json = Write JSON, for a script
cli-response = The response: its code, the beginning of its code, or its name
cli-fill = Fill in a response on the screen
cli-fill-after =
    A form alone opens its only draft, the list if there are several, a new response if there is none.
    "recueil fill carsp-2025 --fix region=53" opens that region's response, the region shown and not editable.
cli-fill-what = Id of a form; or the code of a response, or its name
cli-fill-fix = Open the response that has this value, or start one, the value not editable
cli-fill-set = Prefill a question that has no answer
cli-fill-page = Open at this page
cli-fill-verify = Enter the response a second time, without seeing the first entry, to compare both
cli-fill-restricted = This response and nothing else, for a command forced by SSH
cli-fill-inbox = The only directory to attach files from (with --restricted)
cli-fill-outbox = The only directory to print to (with --restricted)
cli-list = List the responses
cli-list-form = Only the responses to this form
cli-show = Show a response and its problems
cli-show-ids = Keep the identity (_id) of instances
cli-check = Check form files
cli-check-files = Files to check
cli-import = Make a response from a JSON file and print its id
cli-import-after =
    The file holds answers ({ "{" }"question": value{ "}" }) or a whole response, which then gets a new id.
    What does not fit is refused, one line "path: reason" each, and nothing is written.
cli-doctor = Checks the whole data directory
cli-doctor-after = Without an option nothing is changed. Exit code: 0 if all is sound, 1 if not.
cli-doctor-mend = Mends what can be mended without loss; the originals are kept in a dated directory
cli-import-file = File to read; "-" for standard input
cli-import-form = Form that the answers answer
cli-validate = Validate a response: it is locked then
cli-print = Print a response, or a blank form
cli-print-form = Print this form, blank
cli-print-output = File to write; its extension chooses: .txt, .md or .html (else text to the output)
cli-print-force = Replace the file if it exists
cli-completions = Write the completions for a shell
cli-shell = Shell: bash, elvish, fish, powershell or zsh
cli-man = Write the manual page
name-dir = DIR
name-person = NAME
name-language = LANGUAGE
name-form-or-response = FORM|RESPONSE
name-assignment = QUESTION=VALUE
name-page = PAGE
name-form = FORM
name-response = RESPONSE
name-file = FILE
name-file-or-stdin = FILE|-
name-shell = SHELL
cli-error-unknown-argument = unexpected argument: "{ $argument }"
cli-error-unknown-command = unknown command: "{ $command }"
cli-error-no-value = { $argument } needs a value
cli-error-value = "{ $value }" is no value for { $argument }
cli-error-assignment = "{ $value }" is no value for { $argument }: write for example region=53
cli-error-missing = missing: { $arguments }
cli-error-twice = { $argument } is given twice
cli-error-conflict = { $argument } does not go with { $other }
cli-error-utf8 = an argument is not UTF-8
cli-error-other = wrong arguments ({ $reason })
cli-error-known = { $error }. Possible: { $known }
cli-error-suggestion = { $error }. Did you mean "{ $near }"?
cli-error-help = See "recueil --help".
cli-no-forms-dir = The directory of forms { $dir } does not exist.
cli-unknown-form = Unknown form: "{ $id }". Known: { $known }.
cli-form-missing = Response { $response } answers the form "{ $form }", which is unknown here; --forms tells the directory it is in.
cli-output = Writing failed: { $reason }.
cli-no-terminal = This command opens a screen: run it in a terminal, without redirection. Without a screen: recueil list, show, import, print…
cli-dumb-terminal = This terminal (TERM=dumb) cannot place the cursor: choose another, for example TERM=xterm.
cli-several = "{ $what }" fits several responses: { $candidates }. Give the code of the one you mean.
cli-problem = { $page } › { $question } — { $problem }
cli-broken = { $id } — { $reason }
check-sound = { $file }: { $id }, version { $version }, { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
}, { $questions ->
    [one] { $questions } question
   *[other] { $questions } questions
}.
list-unknown-form = { $id } (unknown form)
list-none = No response in { $dir }; "recueil fill FORM" begins one.
list-none-of-form = No response to the questionnaire "{ $form }"; "recueil fill { $form }" begins one.
list-id = RESPONSE
list-form = FORM
list-name = NAME
list-state = STATE
list-answers = FILLED
list-modified = CHANGED
show-form = Form: { $id }, version { $version }
show-state = Response: { $id }, { $state }
show-dates = Begun { $created }, changed { $modified }
show-dates-by = Begun { $created }, changed { $modified } by { $by }
show-validated = Validated { $at }, SHA-256 { $sha256 }
show-validated-by = Validated { $at } by { $by }, SHA-256 { $sha256 }
show-intact = The answers are those that were validated.
show-changed = Caution: the answers, or the form, have changed since the validation.
show-reopened = Reopened { $at }: { $reason }
show-reopened-by = Reopened { $at } by { $by }: { $reason }
show-errors = To mend
show-warnings = To look at
show-infos = To know
show-left-out = Left out
show-set-aside = Set aside, without a place in this version of the form
show-left = { $question }: { $answer } ({ $why })
show-strangers = Kept from another version of the form
show-raw = Answers, as stored
show-unreadable = Unreadable entries
import-not-json = { $file } cannot be read as JSON: { $reason }. Mend this file or make it again; nothing was imported.
import-broken = { $file }: { $reason } Nothing was imported.
import-unreadable = Unreadable response ({ $reason }).
import-form-missing = { $file } answers the questionnaire "{ $form }", not known here (known: { $known }); --forms tells the directory where it is.
import-not-an-object = { $file } should hold a JSON object: answers by question, or a whole response.
import-which-form = Tell the form that these answers answer: --form FORM.
import-other-form = { $file } answers the form "{ $named }", not "{ $wanted }".
import-unknown-question = no question has this name
import-not-answerable = this question takes no answer
validate-done = { $name }: response validated and locked.
validate-already = Response { $id } is validated already.
validate-in-review = Response { $id } waits for its review: take it back, or wait until it is accepted or sent back.
validate-refused = Validation refused, { $count ->
    [one] { $count } error
   *[other] { $count } errors
}:
print-which-format = { $file }: choose an extension: .txt, .md or .html.
print-what = Say what to print: "recueil print RESPONSE", or "recueil print --form FORM" for a blank form.
print-exists = { $file } exists already; --force replaces it.
fill-unknown = "{ $what }" is neither a form (known: { $known }) nor a response. { $reason }
fill-fix-needs-form = --fix searches among the responses to a form: recueil fill { $form } --fix …
fill-which-draft = The form "{ $form }" has several drafts: { $drafts }. Say which: recueil fill RESPONSE.
fill-unknown-page = Unknown page: "{ $id }". Known: { $known }.
fill-unknown-question = "{ $id }" is no question that can be given a value. Known: { $known }.
fill-value = { $question } — "{ $value }" does not fit ({ $reason })
fill-twice = "{ $question }" is given two values: { $first } and { $second }. Give only one.
fill-blank = a value is needed

## Files, notes and long texts
file-none = no file
file-bytes = { $size ->
    [one] { $size } byte
   *[other] { $size } bytes
}
file-kibibytes = { $size } KB
file-mebibytes = { $size } MB
file-not-typed = a file is attached, not typed
fault-too-many-files = At most { $max } files; there are { $count }.
wrong-type-files = files are expected, each with its name, size and SHA-256
wrong-type-note = there is nothing to answer here
hint-browse = choose a file
hint-add-file = add
hint-detach = remove
hint-new-line = new line
form-empty-note = the note has neither `text` nor `rows`

## Tables
matrix-total = Total
matrix-not-typed = a table is filled cell by cell
wrong-type-matrix = a table is expected, with rows and their cells
wrong-type-row = a row of cells is expected
wrong-row = "{ $name }" is none of the rows
wrong-column = "{ $name }" is none of the columns
hint-next-cell = next cell
form-no-rows = the table has no rows
form-too-many-cells = the table has { $cells } cells, more than { $most }

## Printing
print-contents = Contents
print-state = State:
print-draft = draft
print-validated = validated
print-blank = blank form, to fill in by hand
print-validated-on = Validated on:
print-fingerprint = Fingerprint:
print-warning = Warning:
print-changed = the answers or the form have changed since validation
print-review = Review:
print-to-review = to review
print-sent-back = sent back
print-accepted = accepted
report-title = Review
report-on = Made on:
report-responses = Responses:
report-to-review = To review:
report-sent-back = Sent back:
report-accepted = Accepted:
report-overview = Overview
report-response = Response
report-state = State
report-errors = Errors
report-warnings = Warnings
report-kept = Kept warnings
report-kept-short = Kept
report-open = Open questions
report-answered = Replies to read
report-open-count = Open questions:
report-answered-count = Replies to read:
report-closed = Closed questions
report-comments = Remarks
report-empty = Unanswered
report-reviewed = Reviewed
report-double = Double entry
report-question = Question
report-compared = Answers compared
report-differ = Disagreements
report-missing = Not entered again
report-to-correct = To be corrected
report-steps = Steps
report-step = { $step }: { $text }
report-step-draft = A draft again
report-step-submitted = Submitted
report-step-sent-back = Sent back
report-step-accepted = Accepted
report-reason = Kept: “{ $text }”
report-written = Report written to { $file } ({ $size })
file-written = Written to { $file } ({ $size })
print-created = Created on:
print-modified = Modified on:
print-form = Form:
print-printed = Printed on:
print-version = { $id }, version { $version }
print-date = { $day } { $month } { $year }
print-date-by = { $date }, by { $author }
print-error = To mend —
print-warn = To look at —
print-info = To know —
print-history = Validation
print-written = Printed to { $file } ({ $size })
print-empty = unanswered
print-missing = unanswered (required)
print-unreadable = "{ $text }" (unreadable)
print-not-asked = not asked: { $why }
print-computed = computed
print-file = { $name } ({ $size })
print-file-missing = { $file }: copy not found
print-file-changed = { $file }: copy changed since it was added
print-attach = To be attached:
print-required = Required
print-more-blocks = { $max } at most; continue on another sheet
print-if = If { $condition }
print-if-concerned = If applicable
print-if-is = "{ $question }": { $answer }
print-if-has = "{ $question }" includes: { $answer }
print-if-answered = "{ $question }" is answered
print-more = more than { $number }
print-at-least = { $number } or more
print-less = less than { $number }
print-at-most = { $number } or less
print-and = { $first }, and { $second }
print-or = { $first } or { $second }
## Store
store-not-found = There is no response "{ $id }", or no longer.
cli-not-found = There is no response "{ $id }"; give its name, or the code at the head of its line in "recueil list".
store-ambiguous = "{ $prefix }" fits several responses ({ $candidates }); add a few characters.
store-broken = Response { $id } cannot be read and is left as it is. { $reason }
store-unread = { $path } cannot be read and stays as it is. { $reason }
store-held = Open by { $by } since { $year }-{ $month }-{ $day } { $time }; try again once it is closed.
store-held-by-someone = Open elsewhere since { $year }-{ $month }-{ $day } { $time }; try again once it is closed.
store-closed = Meanwhile this response has become "{ $standing }"; it was not changed. Reopen it or take it back first.
store-exists = "{ $path }" exists already; choose another name, or ask for it to be replaced.
store-changed = { $path } was changed by another program; nothing is overwritten. Run the command again.
store-read-only = { $path } is read-only; nothing is saved there. Choose another directory.
store-full = No room left on the disk; free some, then try again. What was saved before is whole. File: { $path }
store-denied = Permission denied for { $path }; check the permissions of this file and of its directory.
store-too-large = { $path } is over { $megabytes } MB, the limit; make this file smaller or choose another.
store-not-a-file = { $path } is not a regular file (it is a directory, a link or a device); a file is needed.
store-not-a-directory = { $path } is not a directory; name another, or move what has this name.
store-layout = The directory { $path } has a layout ("{ $found }") that this version does not know; update the program. Nothing was changed.
store-layout-damaged = The file { $path }/layout is damaged ("{ $found }" instead of a known number); "recueil doctor --mend" writes it anew. Nothing was changed.
store-vanished = { $path } does not exist, or no more; check the path, and that the disk can be reached.
store-fault = An error of the program itself prevented it.
store-no-home = No home directory is known; name the data directory with --data-dir.
unsaved = Not saved: { $cause }. { $again } { $path }
unsaved-full = no room left (disk or quota)
unsaved-read-only = the disk can only be read
unsaved-denied = access denied
unsaved-vanished = the directory is not there
unsaved-too-large = response of over { $megabytes } MB
unsaved-other = Not saved. { $again } { $reason }
unsaved-again = Tried again soon.
unsaved-again-at-once = Tried again soon; Ctrl-S: now.
unsaved-again-or-elsewhere = Tried again soon; Ctrl-S: now, F3: elsewhere.
unsaved-changed = Another program changed this response: nothing is overwritten, your version is kept beside it.
unsaved-changed-compare = Another program changed this response: nothing is overwritten, your version is kept beside it. F3: compare and choose.
store-io = { $path }: { $reason }. Try again, or choose another place.
settings-broken = The settings in { $file } are not used ({ $reason }); mend the file or remove it.

## Screens
count-answered = { $count } of { $of } answered
count-answers = { $count ->
    [0] no answer
    [one] { $count } answer
   *[other] { $count } answers
}
count-complete = complete
count-empty = { $count ->
    [0] no question unanswered
    [one] { $count } question unanswered
   *[other] { $count } questions unanswered
}
count-empty-all-required = { $count ->
    [one] { $count } required question unanswered
   *[other] { $count } required questions unanswered
}
count-empty-required = { $count } questions unanswered, { $required } required
count-required = { $count ->
    [one] { $count } required answer
   *[other] { $count } required answers
}
count-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
map-answers = answers
state-saved = saved
state-saving = saving…
not-said = Not saved: { $reason } It is tried again with the next remark.
quit-unsaid = A remark is not saved yet; trying again. F10 again leaves without it.
farewell-unsaid = A remark or a verdict could not be saved.
state-not-saved = not saved
state-read-only = read-only
status-draft = draft
status-validated = validated
status-to-review = to review
status-sent-back = sent back
status-accepted = accepted
when-today = today { $time }
when-yesterday = yesterday { $time }
when-day = { $day } { $month }
home-search = Search
home-begin = Begin a response
home-unnamed = (no name)
second-entry-short = 2nd entry
second-entry = second entry
home-others = Other responses
home-welcome = Welcome. Choose a questionnaire with ↑ ↓, then Enter to begin. Everything is saved as you go: you can leave at any moment and come back later.
back-again = Esc again to go back to the list of responses.
back-again-quit = Esc again to quit.
restricted-action = This access opens this response only.
confined = A demonstration reads and writes only in its own directory; this is no part of it: { $file }
restricted-name = Give the name of a file only, without a directory.
restricted-no-inbox = No directory to attach from is set for this access; ask whoever set it up.
restricted-command = This access opens the questionnaire only; "{ $command }" is not run.
restricted-data-dir = XDG_DATA_HOME comes with the connection; give --data-dir in the forced command.
restricted-needs-fix = Several responses to "{ $form }"; name this access's with --fix or by its code.
how-to-quit = F10 or Ctrl-X to quit; everything is saved.
nothing-found = Nothing matches.
more = more
copied = Response copied; the copy has a number.
trash-validated = This response is validated; the same key again puts it into the trash.
trashed = Response moved to the trash; Ctrl-Z to take it back.
restored = Response taken back from the trash.
no-response-here = Put the cursor on a response first.
no-such-form = The form “{ $id }” is not known; say where it is with --forms.
form-broken = The form cannot be read: { $fault }
answer-hidden = not asked
answers-hid = { $count ->
    [one] { $count } answer will be left out from now on; it is kept.
   *[other] { $count } answers will be left out from now on; they are kept.
}
value-replaced = What could not be read here is replaced; Ctrl-Z brings it back.
questions-below = { $count ->
    [one] { $count } more question is asked further down.
   *[other] { $count } more questions are asked further down.
}
answer-missing = unanswered
answer-wrong = to mend
answer-not-computed = (cannot be computed yet)
block-added = Added: { $item }; Ctrl-Z to undo.
block-copied = Copied: { $item }; Ctrl-Z to undo.
block-count = ({ $count } of { $max })
block-in-hand = ↑ ↓ move { $item }, Enter to finish.
block-key = { $key }: { $action }; Enter to do it.
block-put-down = Place chosen: { $item }.
block-removed = Removed: { $item }; Ctrl-Z to undo.
no-more-blocks = There cannot be more than { $max }.
stray = Nothing can be written here; Ctrl-G goes to a question.
stray-add = Nothing can be written here; Space adds a block to fill in.
stray-next-page = Nothing can be written here; Enter turns the page, ↑ goes back.
stray-title = Nothing can be written on a title; Enter goes to the first question.
next-page = Next page
next-page-keeps = to keep the data of this page
page-kept = page saved
first-page = This is the first page.
last-page = This is the last page.
already-saved = Everything is saved already, as you go.
state-waiting = waiting
held = Open by { $by } since { $day }/{ $month }/{ $year } at { $time }: read-only. F3: fill in once it is free.
held-by-someone = Open elsewhere since { $day }/{ $month }/{ $year } at { $time }: read-only. F3: fill in once it is free.
waiting = As soon as the other session closes, the response opens here for writing.
taken-over = The response is free: it is as the other session left it, and yours to fill.
quit-two-versions = F10 again to quit; both versions are kept and will be shown when it is next opened.
versions-title = Two versions of this response
versions-changed = Another program changed the file of this response while it was open here. Nothing is overwritten; the version that is not chosen stays beside it.
versions-aside = An earlier session could not save its version, since another program had changed the file. The version that is not chosen stays beside it.
versions-elsewhere = Another version was saved elsewhere, in { $file }. That file is not changed.
versions-count = { $count ->
    [0] no difference
    [one] { $count } difference
   *[other] { $count } differences
}
versions-state = State: { $here } or { $there }.
versions-take = Take the version { $version } everywhere
versions-take-marked = Take the answers marked below
versions-settling = The version that was chosen is being saved…
versions-join = { $first }; { $second }
versions-kept = Saved; the other version is kept in { $file }.
version-on-screen = on the screen
version-in-file = in the file
version-unsaved = that was not saved
version-here = from here
version-elsewhere = from elsewhere
agree-title = Two entries
agree-reading = Reading the first entry…
agree-before = The first entry has not been shown yet. Comparing shows it, and notes once and for all where both entries agree: better finish the second one before.
agree-left = { $count ->
    [one] One question in it is unanswered.
   *[other] { $count } questions in it are unanswered.
}
agree-count = { $of ->
    [0] no answer compared
   *[other] { $count ->
        [0] no disagreement
        [one] { $count } disagreement
       *[other] { $count } disagreements
    } in { $of ->
        [one] { $of } answer
       *[other] { $of } answers
    }
}{ $missing ->
    [0] { "" }
    [one] , { $missing } question not entered again
   *[other] , { $missing } questions not entered again
}
agree-missing = not entered again
agree-missing-title = Not entered again
agree-first = first entry
agree-second = second entry
agree-order = order
agree-place = place { $place }
agree-no-block = absent
agree-none = Both entries agree: nothing differs any more.
agree-trash = The second one has nothing more to tell: Delete moves it to the trash.
agree-trash-again = Delete again moves the second entry to the trash.
agree-took-first = Taken from the first entry; Ctrl-Z to undo.
agree-took-second = The first entry is corrected; Ctrl-Z to undo.
agree-put-back = The first entry is as it was.
agree-nothing-to-undo = No choice made here to undo.
agree-visiting = Esc to go back to the comparison.
agree-erases = The second entry has nothing here: 2 again erases the first one's answer.
agree-writing = The choice before is being saved…
agree-changed = The first entry has changed meanwhile; here it is as it is now.
agree-version = The first entry is of another version of the form: open it on the screen first.
agree-other-form = The first entry is of another form: nothing to compare.
agreement-noted = Double entry, first compared on { $at }: { $figures }.
agreement-now = Double entry, not compared on the screen yet: { $figures }.
agreement-question = { $question }: { $figures }
action-agree = Compare with the first entry
action-first-holds = The first entry holds
action-second-holds = The second entry holds
action-trash-second = Move the second entry to the trash, if nothing differs any more
hint-agree = compare
hint-first-holds = the first
hint-second-holds = the second
hint-trash-second = to the trash
farewell-two-versions = { $name }: two versions to settle. To go on: recueil fill { $id }
action-versions = Compare the two versions
action-take-over = Fill in as soon as the other session closes
hint-versions = compare
hint-take-over = wait
hint-elsewhere = elsewhere
hint-later = later
hint-other-version = the other version
saving = Saving…
saving-again = Trying to save again…
saved-again = The file of this response had vanished; it has just been written again.
saved-elsewhere = Saved in { $file }. To take it up again: “recueil import FILE --form { $form }”; saving in its own place goes on being tried.
saved-elsewhere-alone = Saved in { $file }, which could not be noted: to be taken up by hand with “recueil import”.
elsewhere-title = Save elsewhere
elsewhere-prompt = File to write, on another disk if possible. Attached files are not in it.
elsewhere-needs-file = Type the path of a file.
quit-elsewhere = F10 again to quit; the response is kept in { $file }.
farewell-elsewhere = { $name }: saved only in { $file }. To go on: recueil fill { $id }
farewell-only-elsewhere = { $name }: saved only in { $file }. To go on: recueil import { $file } --form { $form }
action-elsewhere = Save elsewhere
action-remedy = When saving is hindered: what can be done
no-problem = No error, no warning.
no-problem-left = No error, no warning; here is the last page.
only-problem = This is the only problem.
first-problem = That was the last problem; back to the first.
last-problem = That was the first problem; back to the last.
nothing-to-restore = Nothing to undo; the trash is in the menu.
nothing-to-undo = Nothing to undo since opening.
nothing-to-redo = Nothing to redo.
undone = Undone: { $what }; Ctrl-R to redo.
redone = Redone: { $what }.
not-utf8 = Some characters cannot be read: set your terminal to UTF-8.
paste-too-long = More than { $kilobytes } KB pasted at once: refused. Attach a file instead.
too-small = Window too small ({ $width } × { $height }): at least 60 × 16 are needed. Enlarge it; nothing is lost.
attaching = Copying the file…
attached = “{ $name }” is attached.
attach-locked = “{ $name }” is not attached: the response can no longer be changed.
locked-validated = Validated response, read-only; the menu (Ctrl-O) can reopen it.
locked-to-review = Response submitted for review, read-only.
locked-fixed = This answer is fixed and cannot be changed.
locked-computed = This value is computed from other answers.
locked-read-only-store = The directory of responses is read-only.
quit-unsaved = F10 again to quit without saving. { $reason }
farewell = { $name }: saved{ $errors ->
    [0] { "" }
    [one] , { $errors } error
   *[other] , { $errors } errors
}. Go on: recueil fill { $id }
farewell-read = { $name }: read only. See again: recueil fill { $id }
farewell-restricted = { $name }: saved{ $errors ->
    [0] { "" }
    [one] , { $errors } error
   *[other] , { $errors } errors
}. Connect again to go on.
farewell-restricted-unsaved = { $name }: changes not saved. Connect again to go on.
farewell-unsaved = { $name }: changes not saved. Go on: recueil fill { $id }
farewell-never-saved = { $name }: nothing could be saved.
farewell-panic = The program stopped on an error of its own.
quoted = “{ $text }”

## Keys
key-tab = Tab
key-back-tab = Shift-Tab
key-page-down = PgDn
key-page-up = PgUp
key-escape = Esc
key-home = Home
key-end = End
key-insert = Ins
hint-page = page
hint-go-to = go to
hint-menu = menu
hint-quit = quit
hint-next-problem = next problem
hint-problem = problem
hint-last-page = last page
hint-open = open
hint-help = help
hint-scroll = scroll
hint-back = back
hint-close = close
hint-go-there = go there
hint-reopen = open again
hint-validate = validate
hint-print = print
hint-read = preview
hint-list = list
hint-attach = attach
hint-up = go up
hint-reload = reload
hint-complete = complete
hint-do = do it
hint-confirm = confirm
hint-cancel = cancel
hint-keep = keep this name
hint-skip = skip
hint-fold = fold
hint-unfold = unfold
hint-add-block = add
hint-turn = next page
hint-block-after = add
hint-block-before = before
hint-block-copy = duplicate
hint-block-move = move
hint-block-remove = remove
action-next = Next question
action-previous = Previous question
action-screen-down = Next screenful, then next page
action-screen-up = Previous screenful, then previous page
action-next-page = Next page
action-previous-page = Previous page
action-go-to = Go to a page or a question
action-empty = Unanswered questions
action-next-problem = Next problem
action-previous-problem = Previous problem
action-why = Why this question?
action-undo = Undo
action-redo = Redo
action-reread = Preview of all answers
action-print = Print to a file
action-validate = Validate for good
action-reopen = Reopen this response
action-block-after = Add a block after
action-block-before = Add a block before
action-block-copy = Duplicate the block
action-block-move = Move the block
action-block-remove = Remove the block
action-copy = Copy the response
action-trash = Move the response to the trash
action-name = Change your name
action-language = Switch to French
action-repaint = Redraw the screen
action-save = Save
action-menu = Menu
action-help = Help
action-back = Back
action-quit = Quit (everything is saved)
menu-title = Menu
menu-prompt = a word of what is to be done
help-title = Help
help-move = Tab or Enter goes to the next question, Shift-Tab to the previous one. You can always move on, even from an incomplete answer.
help-page = PgDn shows what follows, then the next page; Ctrl-G goes to any question.
help-save = Everything is saved at each change. Quitting loses nothing.
help-undo = Ctrl-Z undoes, Ctrl-R redoes, across pages too.
help-files = To attach a file: Enter on the question, then choose the file or type its path.
help-paste = Paste text with the mouse or your terminal's shortcut.
help-keys-fill = While answering
help-keys-block = On a block's title (after a letter, Enter)
help-keys-home = In the list of responses
help-keys-all = Everywhere

## Panels
go-to-title = Go to
go-to-of = { $title } ({ $of })
go-to-hidden = This question is not asked: { $why }.
go-to-prompt = a word of the question, of the answer, or a page number
go-to-empty = Unanswered questions
go-to-empty-prompt = a word of the question
reread-title = Preview of all answers
reread-place = line { $last } of { $of }
print-title = Print to a file
print-prompt = File name; its ending chooses the format: .html, .md or .txt.
print-format = The name must end in .html, .md or .txt.
printed = Printed to { $file }
overwrite-title = This file exists
overwrite-prompt = Replace { $file }?
name-title = Your name
name-prompt = It signs what you write, decide or validate, and is not asked for again.
reopen-title = Reopen the response
reopen-prompt = For what reason? It is kept with the response.
name-other = From now on it signs what you fill in, write, decide or validate.
name-empty = Type a name, or cancel with Esc.
name-kept = Your name is now “{ $name }”.
name-needed = Type a name, or skip with Esc.
reopen-needs-reason = A reason is needed to reopen.
reopened-now = Response reopened.
validate-title = Validate for good
validate-warnings = { $count ->
    [one] { $count } warning remains to be looked at.
   *[other] { $count } warnings remain to be looked at.
}
validate-blank = { $count ->
    [one] { $count } question is unanswered.
   *[other] { $count } questions are unanswered.
}
validate-hidden = { $count ->
    [one] { $count } answer to a question not asked will be left out.
   *[other] { $count } answers to questions not asked will be left out.
}
validate-locks = The response will be validated and can no longer be changed unless it is reopened. Enter to validate, Esc to cancel.
validate-locks-as = The response will be validated in the name of { $name } and can no longer be changed unless it is reopened. Enter to validate, Esc to cancel.
validated-now = Response validated. It can be printed.
validation-refused = { $count ->
    [one] One error is to be mended before validating.
   *[other] { $count } errors are to be mended before validating.
}
browse-title = Attach a file
browse-limit = { $size } at most
browse-up = parent directory
browse-inbox = Files received:
browse-reload = reload the directory
browse-wait = Reading the directory…

## Last page
last-errors = To mend before validating
last-warnings = To look at
last-infos = To know
last-left-out = Will be left out
last-set-aside = Kept aside: without a place in this version of the form
last-then = To finish
last-empty = { $what }, { $required ->
    [0] none required
   *[other] { $required } required
}
last-empty-required = { $what }, { $required ->
    [one] required
   *[other] all required
}
last-after = { $count ->
    [one] once the error is mended
   *[other] once the { $count } errors are mended
}
last-hidden-answer = { $title }: “{ $value }”, because { $why }
last-validated = Response validated on { $at }.
last-validated-by = Response validated on { $at } by { $by }.
last-intact = It has not changed since.
last-not-intact = Beware: it has changed since, or the form is not the same any more.
last-since = Found since validation
last-reopened = Opened again on { $at }: { $reason }
last-reopened-by = Opened again on { $at } by { $by }: { $reason }

## Why
why-title = Why this question?
why-not-asked = It is not asked here; it is only if { $condition }.
why-no-answer = “{ $title }” is unanswered
why-always = It is always asked.
why-shown = It is asked because { $condition }.
why-around-shown = Its part is there because { $condition }.
why-around-hidden = Its part is not there; it is only if { $condition }.
why-nowhere = Put the cursor on a question first.
why-enter = Enter: go there
why-required = An answer is required to validate.
why-required-when = An answer is required if { $condition }.
why-note = It is a text to read: nothing is to be answered.
why-optional = Nothing is demanded: it may stay empty.
why-computed = Its value is computed; it is not typed.
why-check = Check: it is verified that { $condition }.
why-answer = the answer to “{ $title }” is “{ $value }”
why-is = the answer to { $left } is { $right }
why-is-not = the answer to { $left } is not { $right }
why-is-empty = { $left } is unanswered
why-is-answered = { $left } is answered
why-equal = { $left } equals { $right }
why-not-equal = { $left } differs from { $right }
why-less = { $left } is less than { $right }
why-at-most = { $left } is at most { $right }
why-more = { $left } is more than { $right }
why-at-least = { $left } is at least { $right }
why-contains = the answer to { $left } includes { $right }
why-among = the answer to { $left } is among { $right }
why-and = and
why-or = or
why-not = it is not true that { $what }
why-plus = { $left } + { $right }
why-minus = { $left } − { $right }
why-times = { $left } × { $right }
why-divided = { $left } ÷ { $right }
why-size = the number of { $what }
why-sum = the total of { $what }
why-nothing = empty
why-true = true
why-false = false

## Problems
problem-at = { $title } — { $told }
problem-words = { $words }
problem-required = an answer is required
problem-unreadable = what was typed cannot be read
problem-file-missing = { $name } has gone from the folder: attach it again or remove it
problem-file-changed = { $name } has changed since it was attached: attach it again or remove it
problem-not-blocks = a list of blocks is expected
problem-too-many-blocks = { $count } instead of at most { $max }
response-broken = Unreadable response ({ $reason }); "recueil doctor" says what to do.
response-newer = Response written by a newer version of the program (format { $format }); update the program.
version-all-kept = The form went from version { $from } to version { $to }: all answers were taken over ({ $kept }).
version-moved = The form went from version { $from } to version { $to }: { $kept ->
    [0] no answer taken over
    [one] { $kept } answer taken over
   *[other] { $kept } answers taken over
}{ $aside ->
    [0] { "" }
   *[other] , { $aside } set aside
}{ $back ->
    [0] { "" }
   *[other] , { $back } found again
}; details on the last page.
set-aside = { $question }: { $answer } (version { $version }, { $why })
cli-terminal-fails = The terminal does not answer: { $reason }.

## Faults of form files, for their authors
fault-question = question “{ $id }”:
fault-suggestion = { $fault } Did you mean “{ $name }”?
fault-too-large = File of over { $megabytes } MB: this is no form.
fault-empty = Empty file: write at least `id`, `version`, `title` and one `[[page]]`.
fault-not-utf8 = Not a UTF-8 text: save it as UTF-8.
fault-unreadable-file = The file cannot be read: { $reason }.
fault-file-name = The file must have the name of its form: { $id }.toml (here { $file }).
fault-toml = TOML: { $reason }
toml-duplicate = “{ $text }” is written above already: keep only one
toml-not-a-table = “{ $text }” has a value already: nothing can be added to it, change one of the two names
toml-no-equals = `=` is missing after the key: write `key = value`
toml-extra-equals = one `=` too many: keep only one
toml-equals-in-list = `=` in a list: close the list before it with `]`
toml-no-key = a key is missing: write `key = value`
toml-key = “{ $text }” is impossible in a key: plain letters, digits, `-` and `_` (a comment begins with `#`)
toml-unclosed-header = this header is not closed: write `[…]` or `[[…]]`
toml-unclosed-list = this list is not closed: `]` is missing
toml-unclosed-table = this table is not closed: { "`}`" } is missing
toml-unopened = nothing is open that this sign would close: remove it, or open the list or table
toml-comma = a comma is missing between two values
toml-extra-comma = one comma too many, or a value is missing
toml-unquoted = “{ $text }”: put a text between straight quotes ("…")
toml-no-value = the value after `=` is missing
toml-unopened-text = the quote (") that opens the text is missing
toml-unclosed-text = the quote (") that closes the text is missing; over several lines, write """…"""
toml-unclosed-plain = a value is missing, or the apostrophe (') that closes the text
toml-unclosed-long = this text of several lines is not closed: end it with the three signs that open it
toml-character = an invisible character is impossible here: erase it
toml-escape = `\` begins a code (\n, \u00e9): for the sign itself, write `\\`
toml-rest = too much from here on: one key a line; in a text, `\"` for a quote; in a number, a point for decimals
toml-number = number badly written: no space, no zero before it, a point for decimals (12, 4.5)
toml-too-large = “{ $text }” is no number, or too large
toml-date = “{ $text }”: put a date or a time between quotes ("2024-01")
toml-boolean = “{ $text }”: write `true` or `false`, in small letters
toml-line-end = a line end of an old format: save the file with Unix line ends
toml-too-deep = too many lists or tables in one another: remove some
fault-unknown-key = unknown key “{ $key }” here; possible keys: { $known }
fault-unknown-word = “{ $word }” is not possible here; choices: { $known }
fault-missing-key = the key “{ $key }” is missing
fault-wrong-type = found { $found }, expected { $expected }
fault-unknown-kind = unknown kind “{ $kind }”; possible kinds: { $known }
fault-no-page = no `[[page]]`: write at least one
fault-no-question = no question “{ $id }” in this form
fault-no-field = no field “{ $id }” in this block
fault-bad-id = impossible id “{ $id }”: plain letters, digits and `_`, a letter first
fault-duplicate-id = id “{ $id }” is taken: choose another
fault-empty-list = empty list of choices “{ $name }”
fault-sections-and-questions = page “{ $page }” has sections and questions: put the questions into the sections
fault-length = this list needs { $wanted } values (found: { $found })
fault-no-words = empty text: write one
fault-empty-page = page “{ $page }” has no question: write one, or remove the page
fault-second-final = page “{ $page }” is `final` already: only one page can be
fault-computed = `{ $key }` does not go with `value`, which nobody types: remove one of the two
fault-repeat-in-repeat = a repeat can neither hold another repeat nor be computed
fault-repeat-bounds = `max` ({ $max }) must be from 1 to 1000 and at least `min` ({ $min })
fault-each-needs-matrix = `each` goes only with a matrix (`kind = "matrix"`) that has rows and columns
fault-message-name = `message`: “{ $name }” is no answer that `test` reads; possible: { $known }
fault-cycle = these questions depend on each other in a circle: { $questions }
expression-too-long = expression of { $bytes } bytes; at most { $limit }
expression-too-deep = expression nested over more than { $limit } levels: simplify it
expression-unknown-character = character “{ $text }” is impossible in an expression
expression-unclosed-text = the quote that closes the text is missing
expression-unknown-escape = “{ $text }”: only \\, \' and \" are written with a backslash
expression-bad-number = “{ $text }” is not a number
expression-spelling = write “{ $instead }” rather than “{ $found }”
expression-syntax = “{ $found }” cannot stand here; expected: { $wanted }
expression-syntax-end = the expression ends too early; expected: { $wanted }
expression-unknown-name = no question “{ $name }”.
expression-unknown-member = “{ $of }” has no “{ $name }”; possible: { $names }.
expression-no-members = “{ $of }” ({ $found }) has no part “{ $name }”
expression-unknown-function = unknown function “{ $name }”; possible: { $functions }.
expression-argument-count = { $function }() takes one argument, { $found } given
expression-no-such-code = “{ $code }” is not a code of “{ $name }”; codes: { $codes }.
expression-not-a-month = “{ $text }” is not a month; the form is '2024-03'
expression-type-mismatch = { $operator } does not go between { $left } and { $right }
expression-no-common-code = these two questions have no code in common: they can never be equal
expression-wrong-operand = { $operator } does not apply to { $found }
expression-wrong-result = the expression gives { $found }; { $wanted } is needed
expression-misplaced-null = `null` goes only with == or !=
expression-never-null = { $found } is never `null`: compare size() with 0
wanted-operand = a name, a value, a list or a parenthesis
wanted-operator = an operator or the end
wanted-parenthesis = “)” or an operator
wanted-bracket = “]”, a comma or an operator
wanted-member = the name of a row, a column or a field
wanted-member-text = a name in quotes
type-bool = true or false
type-integer = a whole number
type-count = a whole number, zero or more
type-small = a whole number from 0 to 255
type-options = the name of a list of choices, or a table of one `code = "…"` a line
type-rows = a table of one `id = "…"` a line
type-decimal = a number
type-text = a text
type-date = a date without quotes
type-month = a month
type-choice = a choice
type-choices = several choices
type-list = a list
type-table = a table
type-label = a text, or a table { "{" } fr = "…", en = "…" { "}" }
type-record = a matrix
type-instances = blocks
type-files = files

## Reasons of the system, and faults of JSON
system-numbered = { $reason } (error { $number })
system-not-found = not found
system-denied = access denied
system-is-a-directory = it is a directory
system-not-a-directory = it is not a directory
system-exists = it exists already
system-full = no room left on the disk
system-quota = the granted space is used up
system-too-large = file too large
system-read-only = the disk can only be read
system-name = this file name is impossible or too long
system-busy = busy with another program
system-timed-out = no answer in time
system-network = the network disk no longer answers
system-gone = nobody reads any more
system-memory = not enough memory
system-cut = the exchange stopped too early
system-not-utf8 = it is not UTF-8 text
system-device = the disk fails
system-too-many = too many files are open
system-other = system error
system-told = { $reason }
json-cut = the text stops too early, line { $line }, column { $column }
json-many = more than { $most } values, line { $line }, column { $column }
json-deep = nested too deeply, line { $line }, column { $column }
json-twice = "{ $key }" stands there twice, line { $line }, column { $column }
json-empty = the file is empty
json-large = over { $megabytes } MB
json-syntax = mistake in the writing, line { $line }, column { $column }
json-missing = "{ $key }" is missing
json-no-object = it is not an object { "{" } … { "}" }
json-wrong = "{ $key }": expected { $expected }
shape-form = an object { "{" } id, version { "}" }
shape-format = { $format }
shape-blocks = { $most } blocks at most
shape-status = draft or validated
shape-review = none, to_review, sent_back or accepted
shape-date = a date and a time (2025-03-01T10:00:00Z)
shape-position = an object { "{" } page, path { "}" }
shape-texts = a list of texts
shape-object = an object { "{" } … { "}" }
shape-object-of-texts = an object of texts
shape-left-out = an object of objects { "{" } value, why { "}" }
shape-set-aside = a list of objects { "{" } path, value, version, why { "}" }
shape-validations = a list of objects { "{" } at, by, sha256, form_sha256 { "}" }
json-shape = a value is not of the expected shape ({ $reason })
json-not-utf8 = it is not UTF-8 text

## "recueil doctor"
doctor-line = { $path }: { $what }
doctor-clean = { $dir }: all is sound.
doctor-found = { $dir }: { $count ->
    [one] one thing to look at.
   *[other] { $count } things to look at.
}
doctor-offer = "recueil doctor --mend" mends { $count } of them and keeps the originals.
doctor-kept = The originals are kept in { $dir }
doctor-would = can be mended: { $how }
doctor-mended = mended: { $how }
doctor-not-mended = not mended: { $reason }
doctor-mends-mode = permissions put right
doctor-mends-aside = moved aside
doctor-mends-layout = file written anew
doctor-mends-id = id corrected
doctor-mends-lines = damaged lines taken out
doctor-mends-backup = replaced by the copy of { $date }
doctor-open = the response is open just now; try again once it is closed
doctor-layout = the number of the layout is missing or cannot be read ({ $reason })
doctor-layout-missing = no file
doctor-layout-words = "{ $text }" is no known number
doctor-wide = other people can write here (permissions { $mode })
doctor-mode = permissions { $mode } instead of { $wanted }
doctor-group = group { $group } instead of the directory's
doctor-owner = belongs to another user ({ $owner }); give it back to the directory's
doctor-link = this is a symbolic link, which is never followed
doctor-pipe = this is a pipe or a socket, not a file
doctor-device = this is a device, not a file
doctor-temporary = left by an interrupted save
doctor-stranger = this name is no response's; nothing uses it, move it away by hand
doctor-empty = directory without a response
doctor-broken = unreadable response ({ $reason })
doctor-no-backup = { $what }; no copy to put in its place: take it from a backup of the machine, or delete the response from the list
doctor-backup = unreadable copy ({ $reason })
doctor-index = unreadable index ({ $reason }); it will be made anew
doctor-id = the id written in it is "{ $id }", not the directory's
doctor-form-unknown = form "{ $form }" unknown; add its file with --forms
doctor-form-faulty = the form "{ $form }" has mistakes; see "recueil check"
doctor-value = { $path }: { $reason }; open the response to mend it
doctor-file-missing = the attached file "{ $name }" is gone; attach it again or take it out of the response
doctor-file-changed = the attached file "{ $name }" has changed since; attach it again or take it out of the response
doctor-orphan = file taken out of the response, kept so that this can be undone
doctor-unfinished = left by an interrupted removal; "recueil purge --yes", or the next opening of the list, finishes it
doctor-aside = another version of the response waits for a choice, asked when it is opened next
doctor-lines = { $count ->
    [one] one unreadable line
   *[other] { $count } unreadable lines
}

## History
cli-history = Show the history of a response, or the response as it was
cli-history-after = A moment is written 2026-03-14, "2026-03-14 10:30" or 14/03/2026 10:30, in local time; a day or a minute counts to its end.
cli-history-at = The response as it was at this moment
name-time = TIME
history-change = { $before } → { $after }
history-line = { $place }: { $change }
history-cell = { $cell }: { $change }
history-by = { $change } ({ $what })
history-undo = undone
history-redo = redone
history-restore = restored
history-set = value given at opening
history-validate-left = left out at validation
history-reopen-back = back at reopening
history-imported = Response imported
history-copied = Response copied from { $why }
history-validated = Response validated
history-reopened = Response reopened: { $why }
history-other = A whole version restored
history-moved = moved from place { $from } to place { $to }
history-added = added: { $fields }
history-removed = removed: { $fields }
history-nothing = (empty)
history-skipped = { $count ->
    [one] One line of the history cannot be read; it is not shown.
   *[other] { $count } lines of the history cannot be read; they are not shown.
}
history-none = The history of this response is empty.
history-unwritten = This is saved, but the history does not say so. { $reason }
history-not-yet = The response was not there yet at that moment: it was begun on { $created }.
history-then = As it was on { $at }
history-which-moment = "{ $typed }" is no moment. Write for instance 2026-03-14 or "2026-03-14 10:30".
action-history = History of changes
action-restore = Restore the answer before
journal-title = History
journal-prompt = Search a question, a value, a name
journal-reading = Reading the history…
journal-restored = The answer before is restored; Ctrl-Z undoes it.
journal-cannot = Nothing can be restored here.
journal-there = The response is like this already; there is nothing to restore.
journal-gone = The question is no longer in the form, or its item is gone.
hint-restore = restore the one before

## Backups
action-backups = Backups of the response
action-thrown = Trash
trash-title = Trash
trash-empty = The trash is empty. A response stays there for 90 days.
trash-reading = Reading the trash…
hint-take-out = take out
backups-title = Backups
backups-none = No backup yet: a version is kept when another one replaces it, at most one a quarter of an hour.
backups-reading = Reading the backups…
backups-broken = unreadable
backups-restored = The chosen version is restored; the one before is kept among the backups.
backups-locked = The response is locked: reopen it before restoring a version.
hint-restore-version = restore

## Comparison
cli-compare = Compare two responses, or two moments of one
cli-compare-after = Without OTHER, --from or --to is needed; a moment is written as for "recueil history". The exit code is 0 without a difference, 1 with one.
cli-compare-other = The other response: its code, the beginning of its code, or its name
cli-compare-from = The response as it was at this moment; by default, at its beginning
cli-compare-to = The response as it was at this moment; by default, as it is
name-other-response = OTHER
compare-with-what = Say what to compare with: another response, or a moment (--from, --to).
compare-before = Before: { $side }
compare-after = After: { $side }
compare-now = { $response }, changed { $at }
compare-then = { $response }, as it was on { $at }
compare-named = { $name } ({ $id })
compare-versions = Versions { $old } and { $new } of the form: answers are compared question by question.
compare-forms = Different forms ({ $old } and { $new }): only the questions that both have are compared.
compare-not-compared = { $count ->
    [one] 1 answer is not compared: { $questions }.
   *[other] { $count } answers are not compared: { $questions }.
}
compare-hidden = { $count ->
    [one] 1 difference in a hidden question is not shown.
   *[other] { $count } differences in hidden questions are not shown.
}
compare-none = No difference.
compare-unknown = Outside the form
compare-label = { $label }:
compare-block-added = Added: { $block }
compare-block-removed = Removed: { $block }
compare-block-moved = Moved: { $block } (was { $was })
compare-counts = { $counts }.
compare-changed = { $count } changed
compare-added = { $count } added
compare-removed = { $count } removed
compare-moved = { $count } moved

## "recueil purge"
cli-play = Play a demonstration, in this terminal or into a recording
cli-play-after = A demonstration has a data directory of its own, removed at the end (not what --prepare makes): nothing of yours is changed by it. In the terminal: Space pauses and goes on, + and - set the speed, → leads to the next chapter, q quits.
cli-play-output = Write a recording instead of playing here: .cast, .svg, .html or .txt (may be repeated)
cli-play-size = Size of the recording, for example 140x40
cli-play-prepare = Only make the demonstration's data, and write the lines by which a shell takes them: for VHS
cli-play-cast = Version of the format of .cast files: 2 or 3
cli-practice = Practise with a lesson, in the real program
cli-practice-after = Without a lesson it lists them. An exercise has a data directory of its own, removed at the end: nothing of yours is changed by it. F12 or Ctrl-N offers help.
cli-practice-lesson = Name of a lesson, or .tape file
name-lesson = LESSON
practice-unknown = there is no lesson and no file “{ $lesson }”. Lessons: { $known }.
practice-listed = { $name } ({ $minutes } min): { $title }
practice-heading = Exercise: { $title }
practice-left = left at step { $step } of { $steps }
practice-finished = { $steps ->
    [one] one step
   *[other] { $steps } steps
} in { $time }: { $alone } alone, { $helped } with help, { $skipped } skipped
practice-how-alone = alone
practice-how-helped = with help
practice-how-skipped = skipped
practice-time = { $minutes } min { $seconds } s
cli-show-keys = Show at the foot of the screen the keys that are pressed, and captions of your own (F12), those of a file if one is given
captions-badge = Caption
captions-note = Enter show   ↑↓ another   Esc leave
cli-error-size = { $argument }: “{ $value }” is no size. Write for example 80x24.
name-size = COLUMNSxROWS
name-version = VERSION
play-unmet = the screen does not show { $pattern } after { $seconds } s. It shows:
play-unmet-line = the line of the cursor does not show { $pattern } after { $seconds } s; for the whole screen, write “Wait+Screen”. The screen shows:
play-goal = this should be so and is not: { $goal }. The screen shows:
play-ended = the program ended before the demonstration did. The screen showed:
play-too-small = it takes at least 60 columns and 19 rows (18 from 80 columns on), and there are { $columns } and { $rows }. Make the terminal larger, or give another size.
play-larger = the demonstration is made for a terminal of { $needed }, and this one has { $has }. Make it larger, or try it at that size: --size { $has }.
play-same-file = { $file }: the demonstration would write a picture there, too. Give the recording another name.
play-unopened = the program does not open: { $reason }
play-command = “recueil { $command }” opens no screen. A demonstration begins with “recueil”, “recueil fill…” or “recueil review…”.
play-output-kind = { $file }: this kind of file is not known. End its name with { $known }.
play-note = Space pause   + - speed{ $speed }   → chapter   q quit
play-note-paused = Paused.   Space go on   → chapter   q quit
play-note-ended = This is the end.   q quit
practice-badge = Exercise { $step }/{ $steps }
practice-badge-read = Exercise
practice-over = Well done: this is the end of the exercise.
practice-note = F12 or Ctrl-N: help
practice-note-read = F12 or Ctrl-N: go on
practice-note-stuck = Stuck? F12 or Ctrl-N offers help.
practice-note-ask = a: keys   m: show me   p: skip   q: quit   Esc: go on
practice-note-keys = To press: { $keys }
practice-note-showing = Demonstration…   q: quit
practice-note-done = ✓ Done.
practice-note-over = F12 or Ctrl-N: finish
foot-pasted = pasted text
cli-purge = List what is past its retention period, and remove it
cli-purge-after = Without --yes it lists, then asks on the screen for a word before it removes. A form without a retention period loses nothing.
cli-purge-yes = Remove without asking
purge-none = There is nothing to remove.
purge-due = To be removed, the retention period being over:
purge-line = { $name } ({ $id }), { $form }: changed on { $modified }, to be kept until { $until }
purge-in-trash = { $line } — trash
purge-in-backups = { $line } — backups only
purge-in-mended = { $line } — originals from before mending only
purge-files = Attached files that were removed and that nothing names any more:
purge-file = { $name } ({ $id }): { $file }
purge-unread = { $id }: retention not looked at, since the response cannot be read. { $reason }
purge-files-unread = { $name } ({ $id }): all removed files are kept. { $reason }
purge-word = purge
purge-ask = Type "{ $word }" to remove for good:
purge-kept = Nothing was removed.
purge-how = Nothing was removed; "recueil purge --yes" removes.
purge-removed = { $name } ({ $id }): removed, { $count ->
    [one] one file
   *[other] { $count } files
}
purge-removed-files = { $name } ({ $id }): { $count ->
    [one] one detached file removed
   *[other] { $count } detached files removed
}
purge-failed = { $name } ({ $id }): not removed. { $reason }
home-due = { $count ->
    [one] One response is past its period: see "recueil purge".
   *[other] { $count } responses are past their period: see "recueil purge".
}

# What is said of a response
said = { $by }, { $when }: { $text }
said-kept = Kept by { $by }, { $when }: { $text }
said-nobody = someone
words = { $text }
count-queries = { $count ->
    [one] { $count } reviewer's question
   *[other] { $count } reviewer's questions
}
last-queries = The reviewer's questions
last-submitted = Response submitted for review on { $at }{ $said ->
    [0] .
   *[other] : "{ $text }"
}
last-submitted-by = Response submitted for review by { $by } on { $at }{ $said ->
    [0] .
   *[other] : "{ $text }"
}
last-sent-back = Response sent back on { $at }{ $said ->
    [0] .
   *[other] : "{ $text }"
}
last-sent-back-by = Response sent back by { $by } on { $at }{ $said ->
    [0] .
   *[other] : "{ $text }"
}
last-accepted = Response accepted on { $at }{ $said ->
    [0] .
   *[other] : "{ $text }"
}
last-accepted-by = Response accepted by { $by } on { $at }{ $said ->
    [0] .
   *[other] : "{ $text }"
}
action-answer = Answer the reviewer's question…
action-keep = Keep the answer in spite of the warning…
action-submit = Submit for review…
action-take-back = Take the submitted response back
hint-answer = answer
hint-keep-warning = keep
hint-take-back = take back
query-nowhere = This remark is about a question that is no longer asked.
answer-title = Answer the reviewer
answer-empty = Type the answer, or Esc to cancel.
keep-title = Keep the answer
accepted-changed = The response was accepted: this change makes it a draft again, to be submitted anew.
keep-prompt-many = Why keep it? This reason is for these warnings together, and the reviewer will read it; left empty, they count again.
keep-prompt = Why keep it? The reviewer will read this reason; left empty, the warning counts again.
submit-title = Submit for review
submit-errors = { $count ->
    [one] { $count } error is still to be corrected.
   *[other] { $count } errors are still to be corrected.
}
validate-queries = { $count ->
    [one] { $count } question of the reviewer waits for an answer.
   *[other] { $count } questions of the reviewer wait for an answer.
}
submit-prompt = The response cannot be changed until it is sent back, accepted or taken back. A message to the reviewer, if useful:
answered-now = Answer passed on to the reviewer.
submitted-now = Response submitted for review.
taken-back-now = Response taken back: it can be changed again.
opened-sent-back = Sent back by the reviewer, { $count ->
    [0] see the last page.
    [one] { $count } question waits for an answer: Ctrl-E leads there.
   *[other] { $count } questions wait for an answer: Ctrl-E leads there.
}
said-more = … and { $count } more remarks, to be read in the preview of all answers.

## Reviewing a response
action-read = Review this response
action-said-next = Next query or remark
action-said-previous = Previous query or remark
action-change-next = Next change
action-change-previous = Previous change
action-blank-next = Next unanswered question
action-blank-previous = Previous unanswered question
action-query = Raise a query on this answer
action-comment = Add a remark
action-thread = Read the thread and reply
action-settle = Close the queries of an answer, or reopen them
action-mark-answer = Mark the answer as reviewed
action-mark-page = Mark the page as reviewed
action-show-hidden = Show what is not asked, and why
action-against = Compare with…
action-find = Search in the response
action-mend = Mend in the filling screen
action-accept = Accept
action-send-back = Send back
action-read-again = Reload the response
action-next-response = Next response of the list
action-previous-response = Previous response of the list
help-keys-reading = Reviewing
hint-query = query
hint-comment = remark
hint-mark = reviewed
hint-accept = accept
hint-send-back = send back
hint-said = thread
hint-change = change
hint-mend = mend
hint-back-reading = review
hint-thread = read
hint-close-thread = close
hint-reopen-thread = reopen
hint-close-queries = { $count ->
    [one] close the query
   *[other] close { $count } queries
}
hint-reopen-queries = { $count ->
    [one] reopen the query
   *[other] reopen { $count } queries
}
hint-close-comments = { $count ->
    [one] close the remark
   *[other] close { $count } remarks
}
hint-reopen-comments = { $count ->
    [one] reopen the remark
   *[other] reopen { $count } remarks
}
hint-reply = reply
hint-next-thread = next
hint-send = send
hint-stay = stay here
hint-next-found = next
hint-compare = compare
reading-read-only = This response is being reviewed.
reading-reviewed = reviewed
reading-page-reviewed = reviewed
reading-query-closed = { $text } — query closed by { $by }, { $when }
reading-comment-closed = { $text } — remark closed by { $by }, { $when }
reading-submitted = Submitted by { $by }, { $when }.
reading-sent-back = Sent back by { $by }, { $when }.
reading-accepted = Accepted by { $by }, { $when }.
reading-elsewhere = On what is not asked or is no more
reading-count-queries = { $count ->
    [one] { $count } query
   *[other] { $count } queries
}
reading-count-answered = { $count ->
    [one] { $count } reply to read
   *[other] { $count } replies to read
}
reading-count-changed = { $count ->
    [0] nothing changed
    [one] { $count } answer changed
   *[other] { $count } answers changed
} { $against }
reading-count-other = { $count ->
    [0] nothing different
    [one] { $count } answer different
   *[other] { $count } answers different
} { $against }
reading-nothing-open = nothing open
reading-since-review = since your review ({ $when })
reading-since = since { $when }
reading-between = between { $from } and { $to }
reading-at = { $when }
reading-between-short = { $from } → { $to }
reading-compared = What changed { $against }; the answers are shown as they are now.
reading-against = against { $name }
reading-added = new answer
reading-added-then = new answer: { $text }
reading-removed-then = answer removed: { $text }
reading-block-added = block added
reading-block-added-then = block added: { $text }
reading-block-added-gone = block added, removed since: { $text }
reading-block-removed = block removed: { $text }
reading-moved = moved: { $from } → { $to }
reading-changed = changed:
reading-other = { $name }: { $before }
reading-other-moved = { $name }: in place { $from }, here { $to }
reading-other-no-block = { $name }: without this block
reading-other-block = { $name }, one more block: { $text }
reading-other-changed = from { $name } to this one:
reading-before = before: { $before }
reading-before-after = { $before } → { $after }
reading-no-said = No query, no remark.
reading-only-said = This is the only thread.
reading-first-said = That was the last thread; back to the first.
reading-last-said = That was the first thread; back to the last.
reading-no-change = No change.
reading-not-compared = Compared with nothing: = chooses with what.
reading-only-change = This is the only change.
reading-first-change = That was the last change; back to the first.
reading-last-change = That was the first change; back to the last.
reading-no-blank = No unanswered question.
reading-only-blank = This is the only unanswered question.
reading-first-blank = That was the last unanswered one; back to the first.
reading-last-blank = That was the first unanswered one; back to the last.
reading-no-thread = No thread here: q raises a query, c adds a remark.
reading-choose-answer = Choose an answer with ↓ first.
reading-hidden-shown = With what is not asked.
reading-hidden-gone = Without what is not asked.
reading-query-raised = Query raised.
reading-comment-made = Remark added.
reading-replied = Reply added.
reading-gone = is gone
reading-stale = has changed: R reloads
reading-stale-told = The response has changed meanwhile: R reloads it. Nothing that was said is lost.
reading-reread = Response reloaded.
reading-no-next = This is the last response of the list.
reading-no-previous = This is the first response of the list.
thread-query = Query
thread-comment = Remark
thread-place = { $n } of { $of }
thread-closed = Closed by { $by }, { $when }.
queries-closed-now = { $count ->
    [one] Query closed; x again reopens it.
   *[other] { $count } queries closed; x again reopens them.
}
queries-reopened-now = { $count ->
    [one] Query reopened.
   *[other] { $count } queries reopened.
}
comments-closed-now = { $count ->
    [one] Remark closed; x again reopens it.
   *[other] { $count } remarks closed; x again reopens them.
}
comments-reopened-now = { $count ->
    [one] Remark reopened.
   *[other] { $count } remarks reopened.
}
write-query = Query to the person who fills in
write-comment = Remark
write-accept = { $count ->
    [one] Accept the response
   *[other] Accept { $count } responses
}
write-send-back = { $count ->
    [one] Send the response back
   *[other] Send { $count } responses back
}
write-reply = Reply
query-hidden = This answer should be empty, because { $why }.
write-left = Left last time; Ctrl-U erases it:
write-from-problem = Taken from the problem, to be gone on with; Ctrl-U erases it:
write-empty = Write a few words, or Esc to leave it.
write-too-long = The text is too long: { $kilobytes } kB at most.
accept-prompt = A word, if needed.
accept-anyway = Enter accepts all the same; a word, if needed.
send-back-validated = { $count ->
    [one] It is validated: sending it back reopens it, for this reason.
   *[other] A validated response is opened again by this, for this reason.
}
verdict-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
verdict-accepted-already = accepted already.
verdict-accepted = { $count ->
    [one] { $name } accepted.
   *[other] { $count } responses accepted.
}
verdict-sent-back = { $count ->
    [one] { $name } sent back.
   *[other] { $count } responses sent back.
}
verdict-undo = Ctrl-Z undoes it.
verdict-next = Tab: { $next }
undone-verdict = { $count ->
    [one] Decision undone: { $name }.
   *[other] Decision undone: { $count } responses.
}
undone-said = Undone.
undo-too-late = { $name }: something else happened since; nothing is undone.
undo-said = What was said is not undone: x closes a query or a remark.
undo-reopened = Sent back, it is open again: only whoever fills it can validate it again.
accept-errors = { $count ->
    [one] { $count } error is left.
   *[other] { $count } errors are left.
}
accept-queries = { $count ->
    [one] { $count } query is not closed.
   *[other] { $count } queries are not closed.
}
send-back-prompt = What is to be done:
send-back-queries = { $count ->
    [one] { $count } open query says it already; a word, if needed.
   *[other] { $count } open queries say it already; a word, if needed.
}
moments-title = Compare with…
moments-prompt = a day, a name
moments-review = My last review
moments-nothing = Nothing
moments-since = Since { $when }
moments-until-when = Since { $when }, until when?
moments-now = now
moments-changes = { $count ->
    [one] { $count } change
   *[other] { $count } changes
}
## Review: the reviewer's list
inbox-title = Review
count-responses = { $count ->
    [0] no response
    [one] { $count } response
   *[other] { $count } responses
}
inbox-shown = { $shown } of { $count ->
    [one] { $count } response
   *[other] { $count } responses
}
inbox-to-review = , { $count } to review
inbox-marked = { $count } marked
inbox-left = { $count } still to be read
inbox-listing = Reading the responses…
inbox-listed = List reloaded.
inbox-empty = No response to review here.
inbox-none = No response fits: Backspace shows all again.
inbox-none-found = No response fits.
inbox-searching = searching: { $count ->
    [one] { $count } response still to be read
   *[other] { $count } responses still to be read
}
inbox-order = Order: { $order }
inbox-filters = Filters: { $filters }
inbox-or = or
inbox-unanswered = { $count ->
    [0] all answered
   *[other] { $count } unanswered
}
inbox-last = { $by }, { $when }
inbox-queries-short = { $count } qu.
count-errors-short = { $count } err.
order-changed = last change
order-name = name
order-errors = errors
order-queries = queries
order-state = state
filters-title = Filters
filter-errors = errors
filter-warnings = warnings
filter-queries = open queries
filter-answered = replies to read
filter-changed = changes since my review
filter-empty = unanswered questions
count-warnings-short = { $count } warn.
count-answers-short = { $count } ans.
inbox-queries = { $count ->
    [one] { $count } query
   *[other] { $count } queries
}
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] June
    [7] July
    [8] Aug
    [9] Sept
    [10] Oct
    [11] Nov
   *[12] Dec
}
when-day-short = { $day } { $month }
moment = { $day } { $month } at { $time }
moment-in-year = { $day } { $month } { $year } at { $time }
inbox-nothing-wrong = Nothing to report.
inbox-changed = { $count ->
    [one] One answer changed since your review ({ $when })
   *[other] { $count } answers changed since your review ({ $when })
}
inbox-submitted-with = Submitted ({ $when }) by { $by }: “{ $text }”
inbox-sent-back-with = Sent back ({ $when }) by { $by }: “{ $text }”
inbox-accepted-with = Accepted ({ $when }) by { $by }: “{ $text }”
inbox-found = { $title }: { $text }
inbox-problem = { $title }: { $told }
inbox-kept = { $told } (kept: “{ $reason }”)
inbox-asked = “{ $text }” { $by }, { $when }
inbox-answered = “{ $text }” → “{ $last }” { $by }, { $when }
inbox-more = { $count ->
    [one] and one more point, seen by opening the response
   *[other] and { $count } more points, seen by opening the response
}
inbox-refused = { $name }: { $reason }
help-keys-inbox = In the reviewer's list
action-review = Review the responses
action-row-down = Next response
action-row-up = Previous response
action-tick = Mark, to decide on several
action-find-response = Look in names and answers
action-filters = Choose what is shown
action-sort = Change the order
action-relist = Reload the list
hint-read-response = read
hint-mark-response = mark
hint-filters = filters
hint-sort = sort
hint-clear-all = clear all
hint-keep-words = keep
key-backspace = Backspace

## “recueil review”
cli-review = Review the responses: the list, with filters, search and verdicts
cli-review-after = Without RESPONSE all are listed; a response is named as in “recueil list”.
cli-review-form = Only those of this form
cli-review-response = Only these
cli-review-report = Write what was reviewed to a file: .md, .html or .json
report-which-format = { $file }: a report is written as .md, .html or .json, by the name of the file.

## Demonstration scripts
tape-not-utf8 = this is no UTF-8 text: save the file as UTF-8
tape-too-many-lines = more than { $limit } lines: make several scripts of it
tape-too-long = the script lasts more than { $minutes } minutes from here on: make several of it
tape-hostile = a character that cannot be seen or would command the terminal ({ $sign }): remove it
tape-tab = a tab in a text: write the key, “Tab”
tape-unclosed = “{ $mark }” is missing: put it at the end of the text, or choose another mark (", ' or `)
tape-unexpected = “{ $found }” is not understood here: remove it, or put texts in quotation marks ("…")
tape-unknown = “{ $word }” is neither a command nor a key: see the list in demo/README.md.
tape-function-key = “{ $key }”: VHS has no function keys; write “{ $twin }”
tape-menu-key = “{ $key }”: VHS has no function keys; go by the menu: “Ctrl+O”, then “Type "Help"” and “Enter”
tape-no-such-key = no key “{ $key }”: Ctrl goes with a letter or an arrow, Shift with Tab; a capital is typed with “Type”
tape-no-count = “{ $key }” takes no count: repeat the line
tape-times = “{ $found }” times is not possible: a whole number from 1 to { $limit }
tape-needs-text = { $command } needs a text: { $command } "…"
tape-needs-file = { $command } needs a name; if it begins with “/”, in quotation marks: { $command } "…"
tape-screenshot = “{ $file }”: to VHS, a still ends with .png; here it becomes .svg
tape-needs-value = a value is missing after { $command }: write it
tape-time = { $command }: “{ $found }” is no time; write for example 500ms or 2s
tape-time-long = { $command }: { $seconds } seconds at most; split it into several
tape-wait-where = there is no “Wait+{ $found }”: write Wait+Screen or Wait+Line
tape-wait-what = what is to be read on the screen is missing: /…/
tape-pattern = /{ $found }/ is no regular expression of VHS: close its brackets, write “\” before a sign that stands for itself, “.” for a slash; there are no flags x and R
tape-output-kind = { $file }: a recording is made as { $known }
tape-unknown-setting = VHS has no setting “{ $name }”: mend its name or remove the line
tape-set-late = “Set { $name }” is passed over by VHS once something was done: put it at the beginning
tape-setting-number = { $name } needs a number, not “{ $found }”
tape-setting-value = VHS knows no { $name } “{ $found }”: see its list of settings
tape-source = “Source” would read another file: copy its lines here
tape-scroll = “{ $word }” scrolls the terminal, not the program: write PageUp or PageDown
tape-nothing-copied = nothing was copied: put “Copy "…"” before
tape-chapter-empty = a chapter without a title: write it after “##”
tape-not-started = the program is not started yet: put “Type "recueil …"” and “Enter” before
tape-not-recueil = “{ $typed }” is not “recueil …”: what is for VHS's shell goes between “Hide” and “Show”
tape-no-command = the program is never started: begin with “Type "recueil …"” and “Enter”
tape-shell-sign = “{ $sign }” is for a shell, which is not there: remove it, or put it between apostrophes
tape-no-screen = “recueil { $command }” opens no screen: write recueil alone, recueil fill or recueil review
tape-data-dir = --data-dir cannot be in a script, which has a directory of its own: remove it
tape-option = the option { $option } cannot be here in a script: remove it
tape-head = “{ $key }” is unknown in the head; possible: { $known }.
tape-head-twice = “{ $key }” is said above already: keep one of them
tape-head-empty = the value of “{ $key }” is missing: write it behind
tape-head-option = “{ $option }” is not understood here: --form FORM and --id ID are possible
tape-size = “{ $found }” is no size: columns x rows, from { $min } to { $max }, for example 80x24
tape-date = “{ $found }” is no date of this century: write it like 2025-03-10T09:30
tape-language = “{ $found }” is no known language: write fr or en
tape-samples = “{ $found }” sample responses are not possible: a whole number from 1 to { $limit }
tape-file = “{ $found }”: write the file's name, then its length in bytes ({ $limit } MiB at most), for example note.pdf 12000
tape-outside = “{ $file }” would leave the directory in which the recording is written: take away “..” and the leading “/”, or give the name to “--output”
tape-beside = “{ $file }” must be a plain file name, beside the script: remove the directories
tape-id = “{ $found }” cannot be an id: 4 to 32 plain lower-case letters and digits
tape-no-form = “{ $key }”: no response is begun; put “#: form FORM” before
tape-path = “{ $found }” is no name of a question or a page: one word, as in the form's file
tape-answer = “{ $found }”: write QUESTION = VALUE, the value as JSON
world-said = this line of a review cannot be understood ({ $reason }): { $found }
tape-json = “{ $found }” is no JSON value: a text in quotation marks, a number, true, a list […]
tape-state = “{ $found }”: a response is { $known }
tape-row = “{ $found }” is no row of the list: a number from 1
tape-goal = “{ $found }” cannot be checked; possible: { $known }
## Recordings
media-cast = recording that asciinema plays
media-svg = animated picture
media-html = page to open in a browser, with its player
media-text = transcript to read
media-chapters-count = { $count ->
    [one] one chapter
   *[other] { $count } chapters
}
player-film = Recording
player-play = Play
player-pause = Pause
player-position = Moment of the recording
player-speed = Speed
player-chapters = Chapters
player-transcript = Transcript
player-no-script = Without JavaScript the recording cannot be played here. The transcript says the same.
player-help-play = play or pause
player-help-jump = 5 seconds
player-help-chapter = previous, next chapter
player-help-speed = slower, faster

## Recording a demonstration
cli-record = Fill in or review as ever, and keep a demonstration of it
cli-record-after = What is typed is replaced by fictional texts as it is written; numbers, months and choices stay, but for personal questions. “recueil play FILE” plays the demonstration.
cli-record-file = Demonstration to write (.tape)
cli-record-keep-text = Keep texts as they are typed
cli-record-cast = Record the screen, too, as it is, with the real answers (.cast)
recorded = Demonstration written: recueil play { $file }
record-restricted = Access to one response only is not recorded: remove --restricted.
record-report = A report is written without a screen, there is nothing to record: remove --report, or “record”.
