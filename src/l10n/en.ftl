# Screen texts, in English. One text a line; "$name" is replaced when shown.



count-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}

## Questions
fault-too-long = At most { $max } characters; there are { $count }.
fault-min = At least { $min }.
fault-max = At most { $max }.
fault-month-min = Not before { $min }.
fault-month-max = Not after { $max }.
fault-email = This address seems incomplete; example: contact@example.org.
fault-phone = This number seems incomplete; example: 02 47 47 87 89.
fault-url = This address seems incomplete; example: www.example.org.
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
month-unreadable = Type a month and a year, for instance March 2024 or 03/2024.
month-ambiguous = Which month: { $first } or { $second }?
month-number = Months go from 1 to 12, for instance 03/2024.
month-needs-year = Add the year, for instance March 2024.
month-needs-month = Add the month, for instance March { $year }.
month-year-range = Years go from 1900 to 2100.
wrong-type-text = a text is expected
wrong-type-number = a number is expected
wrong-type-month = a month is expected, in the form "2024-03"
wrong-month = there is no such month; the form is "2024-03"
hint-integer = whole number, e.g. 12
hint-decimal = number, e.g. 3.5
hint-month = month, e.g. March 2024
hint-month-or-year = month or year, e.g. March 2024
hint-email = address, e.g. contact@example.org
hint-phone = telephone, e.g. 02 47 47 87 89
hint-url = address, e.g. www.example.org

## Definitions of questions, for authors of forms
form-min-above-max = `min` is above `max`
form-month-bound = "{ $bound }" is neither a month ("2024-03") nor "today"

## Questions with options
wrong-option = "{ $code }" is none of the options
wrong-type-options = a list of options is expected
fault-too-many-options = At most { $max } options; { $count } are ticked.
choice-nothing-found = No option matches
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
form-unknown-list = no list is called "{ $name }"; known lists: { $known }
form-no-options = the list is empty
form-max-zero = `max` is zero

## Commands
cli-about = Fill in and review official questionnaires in a terminal
cli-after = Without a command, recueil opens the home screen. "recueil COMMAND --help" describes a command.
cli-heading-usage = Usage:
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-command-name = COMMAND
cli-data-dir = Directory of the responses (else RECUEIL_DATA_DIR, else the personal data directory)
cli-forms = Directory of forms, besides the built-in ones (else RECUEIL_FORMS)
cli-lang = Language of the screen: fr or en (else RECUEIL_LANG, else the setting, else fr)
cli-as = Name of the person who fills (else the setting, else the account)
cli-help = Print this help
cli-version = Print the version
cli-json = Write JSON, for a script
cli-response = Id of the response, or its beginning
cli-fill = Fill in a response on the screen
cli-fill-after =
    A form alone opens its only draft, the list if there are several, a new response if there is none.
    "recueil fill carsp-2025 --fix region=53" opens that region's response, the region shown and not editable.
cli-fill-what = Id of a form, or of a response (or its beginning)
cli-fill-fix = Open the response that has this value, or start one, the value not editable
cli-fill-set = Prefill a question that has no answer
cli-fill-page = Open at this page
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
cli-error-known = { $error }. Possible: { $known }.
cli-error-suggestion = { $error }. Did you mean "{ $near }"?
cli-error-help = See "recueil --help".
cli-no-forms-dir = The directory of forms { $dir } does not exist.
cli-unknown-form = Unknown form: "{ $id }". Known: { $known }.
cli-form-missing = Response { $response } answers the form "{ $form }", which is unknown here; --forms tells the directory it is in.
cli-output = Writing failed: { $reason }
cli-no-terminal = This command opens a screen: run it in a terminal, without redirection. Without a screen: recueil list, show, import, print…
cli-dumb-terminal = This terminal (TERM=dumb) cannot place the cursor: choose another, for example TERM=xterm.
cli-problem = { $page } › { $question }: { $problem }
cli-broken = { $id }: { $reason }
screen-unavailable = The screen is not available.
state-draft = draft
state-to-review = to review
state-sent-back = sent back
state-accepted = accepted
state-validated = validated
check-sound = { $file }: { $id }, version { $version }, { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
}, { $questions ->
    [one] { $questions } question
   *[other] { $questions } questions
}.
list-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
list-answers = { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}
list-nameless = (no name)
list-unknown-form = { $id } (unknown form)
show-form = Form: { $id }, version { $version }
show-state = Response: { $id }, { $state }
show-dates = Begun { $created }, changed { $modified } by { $author }
show-no-author = someone without a name
show-validated = Validated { $at } by { $by }, SHA-256 { $sha256 }
show-intact = The answers are those that were validated.
show-changed = Caution: the answers, or the form, have changed since the validation.
show-reopened = Reopened { $at } by { $by }: { $reason }
show-errors = To mend
show-warnings = To look at
show-infos = To know
show-left-out = Left out
show-left = { $question }: { $answer }, { $why }
show-strangers = Kept from another version of the form
show-raw = Answers, as stored
show-unreadable = Unreadable entries
why-hidden = because { $causes }
why-cause = "{ $question }": { $answer }
why-hidden-itself = not asked
why-unanswered = no answer
import-not-json = { $file } is not JSON: { $reason }
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
print-exists = { $file } exists already; --force replaces it.
fill-unknown = "{ $what }" is neither a form (known: { $known }) nor a response. { $reason }
fill-fix-needs-form = --fix searches among the responses to a form: recueil fill { $form } --fix …
fill-which-draft = The form "{ $form }" has several drafts: { $drafts }. Say which: recueil fill RESPONSE.
fill-unknown-page = Unknown page: "{ $id }". Known: { $known }.
fill-unknown-question = "{ $id }" is no question that can be given a value. Known: { $known }.
fill-value = { $question }: "{ $value }" does not fit ({ $reason })
fill-blank = a value is needed

## Files, notes and long texts
file-none = no file
file-bytes = { $size ->
    [one] { $size } byte
   *[other] { $size } bytes
}
file-kilobytes = { $size } kB
file-megabytes = { $size } MB
file-not-typed = a file is attached, not typed
fault-too-many-files = At most { $max } files; there are { $count }.
wrong-type-files = files are expected, each with its name, size and SHA-256
wrong-type-note = there is nothing to answer here
hint-browse = choose a file
hint-detach = remove
hint-new-line = new line
form-empty-note = the note has neither `text` nor `rows`

## Tables
matrix-total = Total
matrix-not-typed = a table is filled cell by cell
wrong-type-matrix = a table is expected: rows and their cells
wrong-type-row = a row of cells is expected
wrong-row = "{ $name }" is none of the rows
wrong-column = "{ $name }" is none of the columns
hint-next-cell = next cell
form-no-rows = the table has no rows

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
print-created = Created on:
print-modified = Modified on:
print-form = Form:
print-printed = Printed on:
print-version = { $id }, version { $version }
print-date = { $day } { $month } { $year }
print-date-by = { $date }, by { $author }
print-empty = no answer
print-missing = no answer (required)
print-unreadable = "{ $text }" (unreadable)
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
print-and = { $first }, and { $second }
print-or = { $first } or { $second }
## Store
store-not-found = There is no response "{ $id }"; "recueil list" shows those that exist.
store-ambiguous = "{ $prefix }" fits several responses ({ $candidates }); add a few characters.
store-broken = Response { $id } cannot be read and is left as it is. { $reason }
store-held = Open by { $by } since { $year }-{ $month }-{ $day } { $time }; try again once it is closed.
store-held-by-someone = Open elsewhere since { $year }-{ $month }-{ $day } { $time }; try again once it is closed.
store-exists = "{ $path }" exists already; choose another name, or ask for it to be replaced.
store-read-only = { $path } is read-only; nothing is saved there. Choose another directory.
store-full = No room left on the disk for { $path }; free some space, then try again. What was saved before is intact.
store-denied = Permission denied for { $path }; check the permissions of this file and of its directory.
store-too-large = { $path } is over { $megabytes } MiB, the limit; make this file smaller or choose another.
store-not-a-file = { $path } is not a regular file (it is a directory, a link or a device); a file is needed.
store-not-a-directory = { $path } is not a directory; name another, or move what has this name.
store-layout = The directory { $path } has a layout ("{ $found }") that this version does not know; update the program. Nothing was changed.
store-vanished = { $path } does not exist, or no more; check the path, and that the disk can be reached.
store-no-home = No home directory is known; name the data directory with --data-dir.
store-io = { $path }: the system says "{ $reason }". Try again, or choose another place.
