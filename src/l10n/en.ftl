# Screen texts, in English. One text a line; "$name" is replaced when shown.



count-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
