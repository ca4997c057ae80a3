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

## Commands
cli-about = Remplir et relire des questionnaires officiels dans un terminal
cli-after = Sans commande, recueil ouvre l'accueil. « recueil COMMANDE --help » décrit une commande.
cli-heading-usage = Utilisation :
cli-heading-commands = Commandes{ "\u00A0" }
cli-heading-arguments = Arguments{ "\u00A0" }
cli-heading-options = Options{ "\u00A0" }
cli-command-name = COMMANDE
cli-data-dir = Dossier des réponses (sinon RECUEIL_DATA_DIR, sinon le dossier de données personnel)
cli-forms = Dossier de questionnaires, en plus de ceux fournis (sinon RECUEIL_FORMS)
cli-lang = Langue de l'écran : fr ou en (sinon RECUEIL_LANG, sinon le réglage, sinon fr)
cli-as = Nom de la personne qui remplit (sinon le réglage, sinon le compte)
cli-help = Afficher cette aide
cli-version = Afficher la version
cli-json = Écrire en JSON, pour un script
cli-response = Identifiant de la réponse, ou son début
cli-fill = Remplir une réponse à l'écran
cli-fill-after =
    Un questionnaire seul ouvre son unique brouillon, la liste s'il y en a plusieurs, une nouvelle réponse s'il n'y en a pas.
    « recueil fill carsp-2025 --fix region=53 » ouvre la réponse de cette région, la région affichée et non modifiable.
cli-fill-what = Identifiant d'un questionnaire, ou d'une réponse (ou son début)
cli-fill-fix = Ouvrir la réponse qui a cette valeur, ou en commencer une, sans que la valeur puisse changer
cli-fill-set = Préremplir une question restée sans réponse
cli-fill-page = Ouvrir à cette page
cli-list = Lister les réponses
cli-list-form = Seulement les réponses à ce questionnaire
cli-show = Afficher une réponse et ses problèmes
cli-show-ids = Garder l'identité (_id) des occurrences
cli-check = Vérifier des fichiers de questionnaire
cli-check-files = Fichiers à vérifier
cli-import = Créer une réponse à partir d'un fichier JSON et écrire son identifiant
cli-import-after =
    Le fichier contient des réponses ({ "{" }"question": valeur{ "}" }) ou une réponse entière, qui reçoit alors un nouvel identifiant.
    Ce qui ne convient pas est refusé, une ligne « chemin : raison » chacun, et rien n'est écrit.
cli-import-file = Fichier à lire ; « - » pour l'entrée standard
cli-import-form = Questionnaire auquel les réponses répondent
cli-validate = Valider une réponse : elle est alors verrouillée
cli-print = Imprimer une réponse, ou un questionnaire vierge
cli-print-form = Imprimer ce questionnaire, vierge
cli-print-output = Fichier à écrire ; son extension choisit : .txt, .md ou .html (sinon texte sur la sortie)
cli-print-force = Remplacer le fichier s'il existe
cli-completions = Écrire de quoi compléter les commandes dans un interpréteur
cli-shell = Interpréteur : bash, elvish, fish, powershell ou zsh
cli-man = Écrire la page de manuel
name-dir = DOSSIER
name-person = NOM
name-language = LANGUE
name-form-or-response = QUESTIONNAIRE|RÉPONSE
name-assignment = QUESTION=VALEUR
name-page = PAGE
name-form = QUESTIONNAIRE
name-response = RÉPONSE
name-file = FICHIER
name-file-or-stdin = FICHIER|-
name-shell = INTERPRÉTEUR
cli-error-unknown-argument = argument inattendu : « { $argument } »
cli-error-unknown-command = commande inconnue : « { $command } »
cli-error-no-value = { $argument } demande une valeur
cli-error-value = « { $value } » ne convient pas à { $argument }
cli-error-assignment = « { $value } » ne convient pas à { $argument } : écrire par exemple region=53
cli-error-missing = il manque : { $arguments }
cli-error-twice = { $argument } est donné deux fois
cli-error-conflict = { $argument } ne va pas avec { $other }
cli-error-utf8 = un argument n'est pas en UTF-8
cli-error-other = arguments incorrects ({ $reason })
cli-error-known = { $error }. Possibles : { $known }.
cli-error-suggestion = { $error }. Vouliez-vous dire « { $near } » ?
cli-error-help = Voir « recueil --help ».
cli-no-forms-dir = Le dossier de questionnaires { $dir } n'existe pas.
cli-unknown-form = Questionnaire inconnu : « { $id } ». Connus : { $known }.
cli-form-missing = La réponse { $response } répond au questionnaire « { $form } », inconnu ici ; --forms indique le dossier où il se trouve.
cli-output = L'écriture a échoué : { $reason }
cli-no-terminal = Cette commande ouvre un écran : la lancer dans un terminal, sans redirection. Sans écran : recueil list, show, import, print…
cli-dumb-terminal = Ce terminal (TERM=dumb) ne sait pas placer le curseur : en choisir un autre, par exemple TERM=xterm.
cli-problem = { $page } › { $question } : { $problem }
cli-broken = { $id } : { $reason }
screen-unavailable = L'écran n'est pas disponible.
state-draft = brouillon
state-to-review = à relire
state-sent-back = renvoyée
state-accepted = acceptée
state-validated = validée
check-sound = { $file } : { $id }, version { $version }, { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
}, { $questions ->
    [one] { $questions } question
   *[other] { $questions } questions
}.
list-warnings = { $count ->
    [one] { $count } avertissement
   *[other] { $count } avertissements
}
list-answers = { $count ->
    [one] { $count } réponse
   *[other] { $count } réponses
}
list-nameless = (sans nom)
list-unknown-form = { $id } (questionnaire inconnu)
show-form = Questionnaire : { $id }, version { $version }
show-state = Réponse : { $id }, { $state }
show-dates = Commencée le { $created }, modifiée le { $modified } par { $author }
show-no-author = une personne non nommée
show-validated = Validée le { $at } par { $by }, empreinte SHA-256 { $sha256 }
show-intact = Les réponses sont celles qui ont été validées.
show-changed = Attention : les réponses, ou le questionnaire, ont changé depuis la validation.
show-reopened = Rouverte le { $at } par { $by } : { $reason }
show-errors = À corriger
show-warnings = À vérifier
show-infos = À savoir
show-left-out = Ne sera pas transmis
show-left = { $question } : { $answer }, { $why }
show-strangers = Gardé d'une autre version du questionnaire
show-raw = Réponses, telles qu'enregistrées
show-unreadable = Saisies illisibles
why-hidden = car { $causes }
why-cause = « { $question } » : { $answer }
why-hidden-itself = hors champ
why-unanswered = sans réponse
import-not-json = { $file } n'est pas du JSON : { $reason }
import-not-an-object = { $file } devrait contenir un objet JSON : les réponses par question, ou une réponse entière.
import-which-form = Indiquer le questionnaire auquel ces réponses répondent : --form QUESTIONNAIRE.
import-other-form = { $file } répond au questionnaire « { $named } », pas à « { $wanted } ».
import-unknown-question = aucune question de ce nom
import-not-answerable = cette question ne reçoit pas de réponse
validate-done = { $name } : réponse validée et verrouillée.
validate-already = La réponse { $id } est déjà validée.
validate-in-review = La réponse { $id } attend sa relecture : la reprendre, ou attendre qu'elle soit acceptée ou renvoyée.
validate-refused = Validation refusée, { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
} :
print-which-format = { $file } : choisir une extension .txt, .md ou .html.
print-exists = { $file } existe déjà ; --force le remplace.
fill-unknown = « { $what } » n'est ni un questionnaire (connus : { $known }) ni une réponse. { $reason }
fill-fix-needs-form = --fix cherche parmi les réponses d'un questionnaire : recueil fill { $form } --fix …
fill-which-draft = Le questionnaire « { $form } » a plusieurs brouillons : { $drafts }. Dire lequel : recueil fill RÉPONSE.
fill-unknown-page = Page inconnue : « { $id } ». Connues : { $known }.
fill-unknown-question = « { $id } » n'est pas une question à laquelle on puisse donner une valeur. Connues : { $known }.
fill-value = { $question } : « { $value } » ne convient pas ({ $reason })
fill-blank = il faut une valeur

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
print-and = { $first }, et { $second }
print-or = { $first } ou { $second }
## Store
store-not-found = Il n’y a pas de réponse « { $id } » ; « recueil list » montre celles qui existent.
store-ambiguous = « { $prefix } » convient à plusieurs réponses ({ $candidates }) ; ajoutez quelques caractères.
store-broken = La réponse { $id } ne peut pas être lue et reste telle quelle. { $reason }
store-held = Ouvert par { $by } depuis le { $day }/{ $month }/{ $year } à { $time } ; réessayez une fois la réponse fermée.
store-held-by-someone = Ouvert ailleurs depuis le { $day }/{ $month }/{ $year } à { $time } ; réessayez une fois la réponse fermée.
store-exists = « { $path } » existe déjà ; choisissez un autre nom, ou demandez à le remplacer.
store-read-only = { $path } est en lecture seule ; rien n’y est enregistré. Choisissez un autre dossier.
store-full = Plus de place sur le disque pour { $path } ; libérez de l’espace, puis réessayez. L’enregistrement précédent est intact.
store-denied = Accès refusé à { $path } ; vérifiez les droits sur ce fichier et sur son dossier.
store-too-large = { $path } dépasse { $megabytes } Mio, la limite ; réduisez ce fichier ou choisissez-en un autre.
store-not-a-file = { $path } n’est pas un fichier ordinaire (c’est un dossier, un lien ou un périphérique) ; il faut un fichier.
store-not-a-directory = { $path } n’est pas un dossier ; indiquez-en un autre, ou déplacez ce qui porte ce nom.
store-layout = Le dossier { $path } a une disposition (« { $found } ») que cette version ne connaît pas ; mettez le programme à jour. Rien n’a été modifié.
store-vanished = { $path } n’existe pas, ou plus ; vérifiez le chemin, et que le disque est bien accessible.
store-no-home = Aucun dossier personnel n’est connu ; indiquez le dossier des données avec --data-dir.
store-io = { $path } : le système répond « { $reason } ». Réessayez, ou choisissez un autre emplacement.
