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
print-more = more than { $number }
print-at-least = { $number } or more
print-less = less than { $number }
print-at-most = { $number } or less
print-and = { $first }, and { $second }
print-or = { $first } or { $second }
