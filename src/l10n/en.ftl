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
