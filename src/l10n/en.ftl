# Screen texts, in English. One text a line; "$name" is replaced when shown.



count-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}

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
