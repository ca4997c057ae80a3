# Textes de l'écran, en français. Une ligne par texte ; « $nom » est remplacé à l'affichage.

## Comptes
count-errors = { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}

## Questions
fault-too-long = { $max } caractères au plus ; il y en a { $count }.
fault-min = Au moins { $min }.
fault-max = Au plus { $max }.
fault-month-min = Pas avant { $min }.
fault-month-max = Pas après { $max }.
fault-email = Cette adresse semble incomplète ; exemple : contact@exemple.fr.
fault-phone = Ce numéro semble incomplet ; exemple : 02 47 47 87 89.
fault-url = Cette adresse semble incomplète ; exemple : www.exemple.fr.
number-decimal = { $whole },{ $part }
number-unreadable = Écrire un nombre, par exemple 3,5.
number-whole = Écrire un nombre entier, par exemple 12.
number-separators = Une seule virgule, et des espaces entre les milliers : 1 234,5.
number-too-long = Ce nombre a trop de chiffres (15 au plus).
number-too-small = Écrire un nombre d'au moins { $min }.
month-name = { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
}
month-in-year = { $month } { $year }
month-unreadable = Écrire un mois et une année, par exemple mars 2024 ou 03/2024.
month-ambiguous = Préciser le mois : { $first } ou { $second } ?
month-number = Le mois va de 1 à 12, par exemple 03/2024.
month-needs-year = Ajouter l'année, par exemple mars 2024.
month-needs-month = Ajouter le mois, par exemple mars { $year }.
month-year-range = L'année va de 1900 à 2100.
wrong-type-text = un texte est attendu
wrong-type-number = un nombre est attendu
wrong-type-month = un mois est attendu, sous la forme « 2024-03 »
wrong-month = ce mois n'existe pas ; la forme est « 2024-03 »
hint-integer = nombre entier, ex. 12
hint-decimal = nombre, ex. 3,5
hint-month = mois, ex. mars 2024
hint-month-or-year = mois ou année, ex. mars 2024
hint-email = adresse, ex. contact@exemple.fr
hint-phone = téléphone, ex. 02 47 47 87 89
hint-url = adresse, ex. www.exemple.fr

## Définition des questions, pour qui écrit un questionnaire
form-min-above-max = `min` est au-dessus de `max`
form-month-bound = « { $bound } » n'est ni un mois (« 2024-03 ») ni « today »

## Questions à options
wrong-option = « { $code } » n'est aucune des options
wrong-type-options = une liste d'options est attendue
fault-too-many-options = { $max } options au plus ; { $count } sont cochées.
choice-nothing-found = Aucune option ne correspond
hint-choose = choisir
hint-take = prendre
hint-clear = effacer
hint-tick = cocher
hint-highlight = parcourir
hint-next = suivante
hint-filter = taper pour chercher
key-enter = Entrée
key-space = Espace
key-delete = Suppr
form-unknown-list = aucune liste ne s'appelle « { $name } » ; listes connues : { $known }
form-no-options = la liste est vide
form-max-zero = `max` est à zéro
