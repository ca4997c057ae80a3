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

## Fichiers, notes et textes longs
file-none = aucun fichier
file-bytes = { $size ->
    [one] { $size } octet
   *[other] { $size } octets
}
file-kilobytes = { $size } Ko
file-megabytes = { $size } Mo
file-not-typed = un fichier se dépose, il ne s'écrit pas
fault-too-many-files = { $max } fichiers au plus ; il y en a { $count }.
wrong-type-files = des fichiers sont attendus, chacun avec son nom, sa taille et son empreinte SHA-256
wrong-type-note = rien n'est à répondre ici
hint-browse = choisir un fichier
hint-detach = retirer
hint-new-line = nouvelle ligne
form-empty-note = la note n'a ni `text` ni `rows`

## Tableaux
matrix-total = Total
matrix-not-typed = un tableau se remplit case par case
wrong-type-matrix = un tableau est attendu : des lignes et leurs cases
wrong-type-row = une ligne de cases est attendue
wrong-row = « { $name } » n'est aucune des lignes
wrong-column = « { $name } » n'est aucune des colonnes
hint-next-cell = case suivante
form-no-rows = le tableau n'a aucune ligne

## Printing
print-contents = Sommaire
print-state = État :
print-draft = brouillon
print-validated = validée
print-blank = questionnaire vierge, à remplir à la main
print-validated-on = Validée le :
print-fingerprint = Empreinte :
print-warning = Attention :
print-changed = les réponses ou le questionnaire ont changé depuis la validation
print-review = Relecture :
print-to-review = à relire
print-sent-back = renvoyée
print-accepted = acceptée
print-created = Créée le :
print-modified = Modifiée le :
print-form = Questionnaire :
print-printed = Imprimé le :
print-version = { $id }, version { $version }
print-date = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
print-date-by = { $date }, par { $author }
print-empty = sans réponse
print-missing = sans réponse (obligatoire)
print-unreadable = « { $text } » (illisible)
print-computed = calculé
print-file = { $name } ({ $size })
print-file-missing = { $file } : copie introuvable
print-file-changed = { $file } : copie modifiée depuis son dépôt
print-attach = Pièce à joindre :
print-required = Réponse obligatoire
print-more-blocks = { $max } au plus ; poursuivre sur une autre feuille
print-if = Si { $condition }
print-if-concerned = Si concerné
print-if-is = « { $question } » : { $answer }
print-if-has = « { $question } » comprend : { $answer }
print-if-answered = « { $question } » a une réponse
print-more = plus de { $number }
print-at-least = { $number } ou plus
print-less = moins de { $number }
print-at-most = { $number } ou moins
print-and = { $first }, et { $second }
print-or = { $first } ou { $second }
