# Textes de l'écran, en français. Une ligne par texte ; « $nom » est remplacé à l'affichage.

## Comptes
count-errors = { $count ->
    [0] aucune erreur
    [one] { $count } erreur
   *[other] { $count } erreurs
}

## Questions
fault-too-long = { $max } caractères au plus ; il y en a { $count }.
fault-min = Au moins { $min }.
fault-max = Au plus { $max }.
fault-month-min = Pas avant { $min }.
fault-month-max = Pas après { $max }.
fault-email = Cette adresse semble inexacte ; exemple : contact@exemple.fr.
fault-phone = Ce numéro n'est pas reconnu ; exemple : 02 47 47 87 89.
fault-url = Cette adresse semble inexacte ; exemple : www.exemple.fr.
number-decimal = { $whole },{ $part }
number-unreadable = Écrire un nombre, par exemple 3,5.
number-whole = Écrire un nombre entier, par exemple 12.
number-separators = Une seule virgule, et des espaces entre les milliers : 1 234,5.
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
month-unreadable = Écrire un mois et une année, par exemple mars 2024 ou 03/2024.
month-ambiguous = Préciser le mois : { $first } ou { $second } ?
month-number = Le mois va de 1 à 12, par exemple 03/2024.
month-needs-year = Ajouter l'année, par exemple mars 2024.
month-needs-month = Ajouter le mois, par exemple mars { $year }.
month-year-range = L'année va de 1900 à 2100.
wrong-type-text = un texte est attendu
wrong-type-number = un nombre est attendu
wrong-type-month = un mois est attendu, sous la forme « 2024-03 »
wrong-month = ce mois n'existe pas ; la forme est « 2024-03 »
hint-integer = nombre entier, ex. 12
hint-decimal = nombre, ex. 3,5
hint-month = mois, ex. mars 2024
hint-month-or-year = mois ou année, ex. mars 2024
hint-email = adresse, ex. contact@exemple.fr
hint-phone = téléphone, ex. 02 47 47 87 89
hint-url = adresse, ex. www.exemple.fr

## Définition des questions, pour qui écrit un questionnaire
form-min-above-max = `min` est au-dessus de `max`
form-month-bound = « { $bound } » n'est ni un mois (« 2024-03 ») ni « today »

## Questions à options
wrong-option = « { $code } » n'est aucune des options
wrong-type-options = une liste d'options est attendue
fault-too-many-options = { $max } options au plus ; { $count } sont cochées.
choice-nothing-found = Aucune option ne correspond
choice-not-taken = L'option « { $option } » n'est pas choisie : { $letters ->
    [0] Entrée ou Espace
   *[other] Entrée
} la prend tant qu'elle est surlignée.
choice-typed = « { $typed } » n'est pas gardé, car on choisit ici parmi des options ; { $answered ->
    [0] la question reste sans réponse.
   *[other] la réponse est « { $answer } ».
}
choice-left = « { $typed } » { $count ->
    [0] ne désigne aucune option
    [one] désigne « { $option } », à choisir par Entrée
   *[other] désigne plusieurs options
} ; { $answered ->
    [0] la question reste sans réponse.
   *[other] la réponse reste « { $answer } ».
}
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
form-no-lists = aucune liste ne s'appelle « { $name } » : l'écrire sous `[choices.{ $name }]`
form-no-options = la liste est vide
form-max-zero = `max` est à zéro

## Commands
cli-about = Remplir et relire des questionnaires officiels dans un terminal
cli-after = Sans commande, recueil ouvre l'accueil. « recueil COMMANDE --help » décrit une commande.
cli-heading-usage = Utilisation :
cli-heading-commands = Commandes :
cli-heading-arguments = Arguments :
cli-heading-options = Options :
cli-command-name = COMMANDE
cli-data-dir = Dossier des réponses (sinon RECUEIL_DATA_DIR, sinon le dossier de données personnel)
cli-shared = Ouvre le dossier des réponses aux membres de son groupe, une fois pour toutes
cli-forms = Dossier de questionnaires, en plus de ceux fournis (sinon RECUEIL_FORMS)
cli-lang = Langue de l'écran : fr ou en (sinon RECUEIL_LANG, sinon le réglage, sinon fr)
cli-as = Nom de la personne qui remplit (sinon le réglage, sinon le compte)
cli-help = Afficher cette aide
cli-version = Afficher la version
cli-json = Écrire en JSON, pour un script
cli-response = Réponse : son code, le début de son code, ou son nom
cli-fill = Remplir une réponse à l'écran
cli-fill-after =
    Un questionnaire seul ouvre son unique brouillon, la liste s'il y en a plusieurs, une nouvelle réponse s'il n'y en a pas.
    « recueil fill carsp-2025 --fix region=53 » ouvre la réponse de cette région, la région affichée et non modifiable.
cli-fill-what = Identifiant d'un questionnaire ; ou code d'une réponse, ou son nom
cli-fill-fix = Ouvrir la réponse qui a cette valeur, ou en commencer une, sans que la valeur puisse changer
cli-fill-set = Préremplir une question restée sans réponse
cli-fill-page = Ouvrir à cette page
cli-fill-verify = Saisir la réponse une seconde fois, sans voir la première saisie, pour comparer les deux
cli-fill-restricted = Cette réponse et rien d'autre, pour une commande imposée par SSH
cli-fill-inbox = Seul dossier d'où joindre des fichiers (avec --restricted)
cli-fill-outbox = Seul dossier où imprimer (avec --restricted)
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
cli-doctor = Vérifier tout le dossier des données
cli-doctor-after = Sans option, rien n'est modifié. Code de retour : 0 si tout est sain, 1 sinon.
cli-doctor-mend = Répare ce qui peut l'être sans perte ; les originaux sont gardés dans un dossier daté
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
cli-error-known = { $error }. Possibles : { $known }
cli-error-suggestion = { $error }. Vouliez-vous dire « { $near } » ?
cli-error-help = Voir « recueil --help ».
cli-no-forms-dir = Le dossier de questionnaires { $dir } n'existe pas.
cli-unknown-form = Questionnaire inconnu : « { $id } ». Connus : { $known }.
cli-form-missing = La réponse { $response } répond au questionnaire « { $form } », inconnu ici ; --forms indique le dossier où il se trouve.
cli-output = L'écriture a échoué : { $reason }.
cli-no-terminal = Cette commande ouvre un écran : la lancer dans un terminal, sans redirection. Sans écran : recueil list, show, import, print…
cli-dumb-terminal = Ce terminal (TERM=dumb) ne sait pas placer le curseur : en choisir un autre, par exemple TERM=xterm.
cli-several = « { $what } » convient à plusieurs réponses : { $candidates }. Donner le code de celle qui convient.
cli-problem = { $page } › { $question } — { $problem }
cli-broken = { $id } — { $reason }
check-sound = { $file } : { $id }, version { $version }, { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
}, { $questions ->
    [one] { $questions } question
   *[other] { $questions } questions
}.
list-unknown-form = { $id } (questionnaire inconnu)
list-none = Aucune réponse dans { $dir } ; « recueil fill QUESTIONNAIRE » en commence une.
list-none-of-form = Aucune réponse au questionnaire « { $form } » ; « recueil fill { $form } » en commence une.
list-id = RÉPONSE
list-form = QUESTIONNAIRE
list-name = NOM
list-state = ÉTAT
list-answers = REMPLIE
list-modified = MODIFIÉE
show-form = Questionnaire : { $id }, version { $version }
show-state = Réponse : { $id }, { $state }
show-dates = Commencée le { $created }, modifiée le { $modified }
show-dates-by = Commencée le { $created }, modifiée le { $modified } par { $by }
show-validated = Validée le { $at }, empreinte SHA-256 { $sha256 }
show-validated-by = Validée le { $at } par { $by }, empreinte SHA-256 { $sha256 }
show-intact = Les réponses sont celles qui ont été validées.
show-changed = Attention : les réponses, ou le questionnaire, ont changé depuis la validation.
show-reopened = Rouverte le { $at } : { $reason }
show-reopened-by = Rouverte le { $at } par { $by } : { $reason }
show-errors = À corriger
show-warnings = À vérifier
show-infos = À savoir
show-left-out = Ne sera pas transmis
show-set-aside = Mis de côté, sans place dans cette version du questionnaire
show-left = { $question } : { $answer } ({ $why })
show-strangers = Gardé d'une autre version du questionnaire
show-raw = Réponses, telles qu'enregistrées
show-unreadable = Saisies illisibles
import-not-json = { $file } ne se lit pas comme du JSON : { $reason }. Corriger ce fichier ou le produire à nouveau ; rien n'a été importé.
import-broken = { $file } : { $reason } Rien n'a été importé.
import-unreadable = Réponse illisible ({ $reason }).
import-form-missing = { $file } répond au questionnaire « { $form } », inconnu ici (connus : { $known }) ; --forms indique le dossier où il se trouve.
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
print-what = Dire quoi imprimer : « recueil print RÉPONSE », ou « recueil print --form QUESTIONNAIRE » pour un questionnaire vierge.
print-exists = { $file } existe déjà ; --force le remplace.
fill-unknown = « { $what } » n'est ni un questionnaire (connus : { $known }) ni une réponse. { $reason }
fill-fix-needs-form = --fix cherche parmi les réponses d'un questionnaire : recueil fill { $form } --fix …
fill-which-draft = Le questionnaire « { $form } » a plusieurs brouillons : { $drafts }. Dire lequel : recueil fill RÉPONSE.
fill-unknown-page = Page inconnue : « { $id } ». Connues : { $known }.
fill-unknown-question = « { $id } » n'est pas une question à laquelle on puisse donner une valeur. Connues : { $known }.
fill-value = { $question } — « { $value } » ne convient pas ({ $reason })
fill-twice = « { $question } » reçoit deux valeurs : { $first } et { $second }. N'en donner qu'une.
fill-blank = il faut une valeur

## Fichiers, notes et textes longs
file-none = aucun fichier
file-bytes = { $size ->
    [one] { $size } octet
   *[other] { $size } octets
}
file-kibibytes = { $size } Ko
file-mebibytes = { $size } Mo
file-not-typed = un fichier se dépose, il ne s'écrit pas
fault-too-many-files = { $max } fichiers au plus ; il y en a { $count }.
wrong-type-files = des fichiers sont attendus, chacun avec son nom, sa taille et son empreinte SHA-256
wrong-type-note = rien n'est à répondre ici
hint-browse = choisir un fichier
hint-add-file = ajouter
hint-detach = retirer
hint-new-line = nouvelle ligne
form-empty-note = la note n'a ni `text` ni `rows`

## Tableaux
matrix-total = Total
matrix-not-typed = un tableau se remplit case par case
wrong-type-matrix = un tableau est attendu, avec des lignes et leurs cases
wrong-type-row = une ligne de cases est attendue
wrong-row = « { $name } » n'est aucune des lignes
wrong-column = « { $name } » n'est aucune des colonnes
hint-next-cell = case suivante
form-no-rows = le tableau n'a aucune ligne
form-too-many-cells = le tableau a { $cells } cases, plus que { $most }

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
report-title = Relecture
report-on = Établi le :
report-responses = Réponses :
report-to-review = À relire :
report-sent-back = Renvoyées :
report-accepted = Acceptées :
report-overview = Vue d'ensemble
report-response = Réponse
report-state = État
report-errors = Erreurs
report-warnings = Avertissements
report-kept = Avertissements gardés
report-kept-short = Gardés
report-open = Questions ouvertes
report-answered = Retours à lire
report-open-count = Questions ouvertes :
report-answered-count = Retours à lire :
report-closed = Questions closes
report-comments = Remarques
report-empty = Sans réponse
report-reviewed = Relue
report-double = Double saisie
report-question = Question
report-compared = Réponses comparées
report-differ = Désaccords
report-missing = Non ressaisies
report-to-correct = À corriger
report-steps = Étapes
report-step = { $step } : { $text }
report-step-draft = De nouveau en brouillon
report-step-submitted = Soumise
report-step-sent-back = Renvoyée
report-step-accepted = Acceptée
report-reason = Gardé : « { $text } »
report-written = Rapport écrit dans { $file } ({ $size })
file-written = Écrit dans { $file } ({ $size })
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
print-error = À corriger —
print-warn = À vérifier —
print-info = À savoir —
print-history = Validation
print-written = Imprimé dans { $file } ({ $size })
print-empty = sans réponse
print-missing = sans réponse (obligatoire)
print-unreadable = « { $text } » (illisible)
print-not-asked = pas posée : { $why }
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
## Store
store-not-found = Il n'y a pas, ou plus, de réponse « { $id } ».
cli-not-found = Il n'y a pas de réponse « { $id } » ; donner son nom, ou le code qui ouvre sa ligne dans « recueil list ».
store-ambiguous = « { $prefix } » convient à plusieurs réponses ({ $candidates }) ; ajouter quelques caractères.
store-broken = La réponse { $id } ne peut pas être lue et reste telle quelle. { $reason }
store-unread = { $path } ne peut pas être lu et reste tel quel. { $reason }
store-held = Ouvert par { $by } depuis le { $day }/{ $month }/{ $year } à { $time } ; réessayer une fois la réponse fermée.
store-held-by-someone = Ouvert ailleurs depuis le { $day }/{ $month }/{ $year } à { $time } ; réessayer une fois la réponse fermée.
store-closed = Cette réponse est entre-temps devenue « { $standing } » ; elle n'a pas été changée. La rouvrir ou la reprendre d'abord.
store-exists = « { $path } » existe déjà ; choisir un autre nom, ou demander à le remplacer.
store-changed = { $path } a été changé par un autre programme ; rien n'est écrasé. Relancer la commande.
store-read-only = { $path } est en lecture seule ; rien n'y est enregistré. Choisir un autre dossier.
store-full = Plus de place sur le disque ; libérer de l'espace, puis réessayer. L'enregistrement précédent est intact. Fichier : { $path }
store-denied = Accès refusé à { $path } ; vérifier les droits sur ce fichier et sur son dossier.
store-too-large = { $path } dépasse { $megabytes } Mo, la limite ; réduire ce fichier ou en choisir un autre.
store-not-a-file = { $path } n'est pas un fichier ordinaire (c'est un dossier, un lien ou un périphérique) ; il faut un fichier.
store-not-a-directory = { $path } n'est pas un dossier ; en indiquer un autre, ou déplacer ce qui porte ce nom.
store-layout = Le dossier { $path } a une disposition (« { $found } ») que cette version ne connaît pas ; mettre le programme à jour. Rien n'a été modifié.
store-layout-damaged = Le fichier { $path }/layout est abîmé (« { $found } » au lieu d'un numéro connu) ; « recueil doctor --mend » le récrit. Rien n'a été modifié.
store-vanished = { $path } n'existe pas, ou plus ; vérifier le chemin, et que le disque est bien accessible.
store-fault = Une erreur qui vient du programme lui-même l'a empêché.
store-no-home = Aucun dossier personnel n'est connu ; indiquer le dossier des données avec --data-dir.
unsaved = Non enregistré : { $cause }. { $again } { $path }
unsaved-full = plus de place (disque ou quota)
unsaved-read-only = disque en lecture seule
unsaved-denied = accès refusé
unsaved-vanished = dossier introuvable
unsaved-too-large = réponse de plus de { $megabytes } Mo
unsaved-other = Non enregistré. { $again } { $reason }
unsaved-again = Nouvel essai sous peu.
unsaved-again-at-once = Nouvel essai sous peu ; Ctrl-S : tout de suite.
unsaved-again-or-elsewhere = Nouvel essai sous peu ; Ctrl-S : tout de suite, F3 : ailleurs.
unsaved-changed = Un autre programme a changé cette réponse : rien n'est écrasé, votre version est gardée à côté.
unsaved-changed-compare = Un autre programme a changé cette réponse : rien n'est écrasé, votre version est gardée à côté. F3 : comparer et choisir.
store-io = { $path } : { $reason }. Réessayer, ou choisir un autre emplacement.
settings-broken = Les réglages de { $file } ne sont pas pris en compte ({ $reason }) ; corriger ce fichier ou le supprimer.

## Écrans
count-answered = { $count ->
    [one] { $count } réponse sur { $of }
   *[other] { $count } réponses sur { $of }
}
count-answers = { $count ->
    [0] aucune réponse
    [one] { $count } réponse
   *[other] { $count } réponses
}
count-complete = complète
count-empty = { $count ->
    [0] aucune question sans réponse
    [one] { $count } question sans réponse
   *[other] { $count } questions sans réponse
}
count-empty-all-required = { $count ->
    [one] { $count } question obligatoire sans réponse
   *[other] { $count } questions obligatoires sans réponse
}
count-empty-required = { $count } questions sans réponse, dont { $required ->
    [one] { $required } obligatoire
   *[other] { $required } obligatoires
}
count-required = { $count ->
    [one] { $count } réponse obligatoire
   *[other] { $count } réponses obligatoires
}
count-warnings = { $count ->
    [one] { $count } avertissement
   *[other] { $count } avertissements
}
map-answers = réponses
state-saved = enregistré
state-saving = enregistrement…
not-said = Non enregistré : { $reason } Un nouvel essai suit la prochaine remarque.
quit-unsaid = Une remarque n'est pas encore enregistrée ; nouvel essai. F10 encore quitte sans elle.
farewell-unsaid = Une remarque ou un verdict n'a pas pu être enregistré.
state-not-saved = non enregistré
state-read-only = lecture seule
status-draft = brouillon
status-validated = validée
status-to-review = à relire
status-sent-back = renvoyée
status-accepted = acceptée
when-today = aujourd'hui { $time }
when-yesterday = hier { $time }
when-day = { $day ->
    [1] 1er
   *[other] { $day }
} { $month }
home-search = Rechercher
home-begin = Commencer une réponse
home-unnamed = (sans nom)
second-entry-short = 2de saisie
second-entry = seconde saisie
home-others = Autres réponses
home-welcome = Bienvenue. Choisir un questionnaire avec ↑ ↓, puis Entrée pour commencer à répondre. Tout est enregistré au fur et à mesure : on peut quitter à tout moment et reprendre plus tard.
back-again = Échap à nouveau pour revenir à la liste des réponses.
back-again-quit = Échap à nouveau pour quitter.
restricted-action = Cet accès n'ouvre que cette réponse.
confined = Une démonstration ne lit et n'écrit que dans son propre dossier ; ceci n'en fait pas partie : { $file }
restricted-name = Donner un nom de fichier seul, sans dossier.
restricted-no-inbox = Aucun dossier de dépôt n'est prévu pour cet accès ; demander à qui l'a ouvert.
restricted-command = Cet accès n'ouvre que le questionnaire ; « { $command } » n'est pas exécuté.
restricted-data-dir = XDG_DATA_HOME vient de la connexion ; donner --data-dir dans la commande imposée.
restricted-needs-fix = Plusieurs réponses à « { $form } » ; désigner celle de cet accès avec --fix ou par son code.
how-to-quit = F10 ou Ctrl-X pour quitter ; tout est enregistré.
nothing-found = Rien ne correspond.
more = suite
copied = Réponse copiée ; la copie porte un numéro.
trash-validated = Cette réponse est validée ; la même touche encore la met à la corbeille.
trashed = Réponse mise à la corbeille ; Ctrl-Z pour la reprendre.
restored = Réponse reprise de la corbeille.
no-response-here = Placer d'abord le curseur sur une réponse.
no-such-form = Le questionnaire « { $id } » est inconnu ; l'indiquer avec --forms.
form-broken = Le questionnaire ne peut pas être lu : { $fault }
answer-hidden = non posée
answers-hid = { $count ->
    [one] { $count } réponse ne sera plus transmise ; elle reste gardée.
   *[other] { $count } réponses ne seront plus transmises ; elles restent gardées.
}
value-replaced = Ce qui était illisible ici est remplacé ; Ctrl-Z le rend.
questions-below = { $count ->
    [one] { $count } question s'ajoute plus bas.
   *[other] { $count } questions s'ajoutent plus bas.
}
answer-missing = sans réponse
answer-wrong = à corriger
answer-not-computed = (pas encore calculable)
block-added = Ajout : { $item } ; Ctrl-Z pour annuler.
block-copied = Copie : { $item } ; Ctrl-Z pour annuler.
block-count = ({ $count } sur { $max })
block-in-hand = ↑ ↓ déplacent { $item }, Entrée pour finir.
block-key = { $key } : { $action } ; Entrée pour le faire.
block-put-down = Place choisie : { $item }.
block-removed = Suppression : { $item } ; Ctrl-Z pour annuler.
no-more-blocks = Il ne peut pas y en avoir plus de { $max }.
stray = Rien ne s'écrit ici ; Ctrl-G mène à une question.
stray-add = Rien ne s'écrit ici ; Espace ajoute un bloc à remplir.
stray-next-page = Rien ne s'écrit ici ; Entrée tourne la page, ↑ remonte.
stray-title = Rien ne s'écrit sur un titre ; Entrée mène à la première question.
next-page = Page suivante
next-page-keeps = pour conserver les données de cette page
page-kept = page enregistrée
first-page = C'est la première page.
last-page = C'est la dernière page.
already-saved = Tout est déjà enregistré au fur et à mesure.
state-waiting = en attente
held = Ouvert par { $by } depuis le { $day }/{ $month }/{ $year } à { $time } : lecture seule. F3 : remplir dès que c'est libre.
held-by-someone = Ouvert ailleurs depuis le { $day }/{ $month }/{ $year } à { $time } : lecture seule. F3 : remplir dès que c'est libre.
waiting = Dès que l'autre session se ferme, la réponse s'ouvre ici à l'écriture.
taken-over = La réponse est libre : elle est telle que l'autre session l'a laissée, à vous de la remplir.
quit-two-versions = F10 à nouveau pour quitter ; les deux versions sont gardées et seront montrées à la prochaine ouverture.
versions-title = Deux versions de cette réponse
versions-changed = Un autre programme a changé le fichier de cette réponse pendant qu'elle était ouverte ici. Rien n'est écrasé ; la version qui n'est pas choisie reste gardée à côté.
versions-aside = Une session précédente n'avait pas pu enregistrer sa version, car un autre programme avait changé le fichier. La version qui n'est pas choisie reste gardée à côté.
versions-elsewhere = Une autre version a été enregistrée ailleurs, dans { $file }. Ce fichier n'est pas modifié.
versions-count = { $count ->
    [0] aucune différence
    [one] { $count } différence
   *[other] { $count } différences
}
versions-state = État : { $here } ou { $there }.
versions-take = Prendre partout la version { $version }
versions-take-marked = Prendre les réponses marquées ci-dessous
versions-settling = La version choisie est en cours d'enregistrement…
versions-join = { $first } ; { $second }
versions-kept = Enregistré ; l'autre version est gardée dans { $file }.
version-on-screen = à l'écran
version-in-file = du fichier
version-unsaved = non enregistrée
version-here = d'ici
version-elsewhere = d'ailleurs
agree-title = Deux saisies
agree-reading = Lecture de la première saisie…
agree-before = La première saisie n'a pas encore été montrée. Comparer la montre, et note une fois pour toutes sur quoi les deux saisies s'accordent : mieux vaut avoir fini la seconde.
agree-left = { $count ->
    [one] Il y reste une question sans réponse.
   *[other] Il y reste { $count } questions sans réponse.
}
agree-count = { $of ->
    [0] aucune réponse comparée
   *[other] { $count ->
        [0] aucun désaccord
        [one] { $count } désaccord
       *[other] { $count } désaccords
    } sur { $of ->
        [one] { $of } réponse
       *[other] { $of } réponses
    }
}{ $missing ->
    [0] { "" }
    [one] , { $missing } question non ressaisie
   *[other] , { $missing } questions non ressaisies
}
agree-missing = non ressaisie
agree-missing-title = Non ressaisies
agree-first = première saisie
agree-second = seconde saisie
agree-order = ordre
agree-place = place { $place }
agree-no-block = absent
agree-none = Les deux saisies s'accordent : plus rien ne diffère.
agree-trash = La seconde n'a plus rien à apprendre : Suppr la met à la corbeille.
agree-trash-again = Suppr encore met la seconde saisie à la corbeille.
agree-took-first = Repris de la première saisie ; Ctrl-Z pour annuler.
agree-took-second = La première saisie est corrigée ; Ctrl-Z pour annuler.
agree-put-back = La première saisie est rétablie.
agree-nothing-to-undo = Aucun choix fait ici à annuler.
agree-visiting = Échap pour revenir à la comparaison.
agree-erases = La seconde saisie n'a rien ici : 2 encore efface la réponse de la première.
agree-writing = Le choix d'avant est en cours d'enregistrement…
agree-changed = La première saisie a changé entre-temps ; la voici telle qu'elle est maintenant.
agree-version = La première saisie date d'une autre version du questionnaire : l'ouvrir d'abord à l'écran.
agree-other-form = La première saisie est d'un autre questionnaire : rien à comparer.
agreement-noted = Double saisie, comparée pour la première fois le { $at } : { $figures }.
agreement-now = Double saisie, pas encore comparée à l'écran : { $figures }.
agreement-question = { $question } : { $figures }
action-agree = Comparer à la première saisie
action-first-holds = La première saisie fait foi
action-second-holds = La seconde saisie fait foi
action-trash-second = Mettre à la corbeille la seconde saisie, si plus rien ne diffère
hint-agree = comparer
hint-first-holds = la première
hint-second-holds = la seconde
hint-trash-second = à la corbeille
farewell-two-versions = { $name } : deux versions à départager. Reprendre : recueil fill { $id }
action-versions = Comparer les deux versions
action-take-over = Remplir dès que l'autre session se ferme
hint-versions = comparer
hint-take-over = attendre
hint-elsewhere = ailleurs
hint-later = plus tard
hint-other-version = l'autre version
saving = Enregistrement…
saving-again = Nouvel essai d'enregistrement…
saved-again = Le fichier de cette réponse avait disparu ; il vient d'être écrit à nouveau.
saved-elsewhere = Enregistré dans { $file }. À reprendre par « recueil import FICHIER --form { $form } » ; l'enregistrement à sa place est encore essayé.
saved-elsewhere-alone = Enregistré dans { $file }, ce qui n'a pas pu être noté : à reprendre soi-même par « recueil import ».
elsewhere-title = Enregistrer ailleurs
elsewhere-prompt = Fichier à écrire, sur un autre disque si possible. Les pièces jointes n'y sont pas.
elsewhere-needs-file = Écrire le chemin d'un fichier.
quit-elsewhere = F10 à nouveau pour quitter ; la réponse est gardée dans { $file }.
farewell-elsewhere = { $name } : enregistré dans { $file } seulement. Reprendre : recueil fill { $id }
farewell-only-elsewhere = { $name } : enregistré dans { $file } seulement. Reprendre : recueil import { $file } --form { $form }
action-elsewhere = Enregistrer ailleurs
action-remedy = Quand l'enregistrement est empêché : ce qu'on peut faire
no-problem = Aucune erreur, aucun avertissement.
no-problem-left = Aucune erreur, aucun avertissement ; voici la dernière page.
only-problem = C'est le seul problème.
first-problem = C'était le dernier problème ; retour au premier.
last-problem = C'était le premier problème ; retour au dernier.
nothing-to-restore = Rien à annuler ; la corbeille est dans le menu.
nothing-to-undo = Rien à annuler depuis l'ouverture.
nothing-to-redo = Rien à rétablir.
undone = Annulé : { $what } ; Ctrl-R pour rétablir.
redone = Rétabli : { $what }.
not-utf8 = Des caractères sont illisibles : régler le terminal sur UTF-8.
paste-too-long = Collage de plus de { $kilobytes } Ko refusé : joindre plutôt un fichier.
too-small = Fenêtre trop petite ({ $width } × { $height }) : il faut au moins 60 × 16. Agrandir la fenêtre ; rien n'est perdu.
attaching = Copie du fichier…
attached = « { $name } » est joint.
attach-locked = « { $name } » n'est pas joint : la réponse ne se modifie plus.
locked-validated = Réponse validée, en lecture seule ; le menu (Ctrl-O) permet de la rouvrir.
locked-to-review = Réponse soumise à relecture, en lecture seule.
locked-fixed = Cette réponse est fixée et ne se modifie pas.
locked-computed = Cette valeur est calculée d'après d'autres réponses.
locked-read-only-store = Le dossier des réponses est en lecture seule.
quit-unsaved = F10 à nouveau pour quitter sans enregistrer. { $reason }
farewell = { $name } : enregistré{ $errors ->
    [0] { "" }
    [one] , { $errors } erreur
   *[other] , { $errors } erreurs
}. Reprendre : recueil fill { $id }
farewell-read = { $name } : en lecture seule. Revoir : recueil fill { $id }
farewell-restricted = { $name } : enregistré{ $errors ->
    [0] { "" }
    [one] , { $errors } erreur
   *[other] , { $errors } erreurs
}. Se reconnecter pour reprendre.
farewell-restricted-unsaved = { $name } : changements non enregistrés. Se reconnecter pour reprendre.
farewell-unsaved = { $name } : changements non enregistrés. Reprendre : recueil fill { $id }
farewell-never-saved = { $name } : rien n'a pu être enregistré.
farewell-panic = Le programme s'est arrêté sur une erreur qui vient de lui.
quoted = « { $text } »

## Touches
key-tab = Tab
key-back-tab = Maj-Tab
key-page-down = PgSuiv
key-page-up = PgPréc
key-escape = Échap
key-home = Début
key-end = Fin
key-insert = Inser
hint-page = page
hint-go-to = aller à
hint-menu = menu
hint-quit = quitter
hint-next-problem = problème suivant
hint-problem = problème
hint-last-page = dernière page
hint-open = ouvrir
hint-help = aide
hint-scroll = défiler
hint-back = revenir
hint-close = fermer
hint-go-there = y aller
hint-reopen = rouvrir
hint-validate = valider
hint-print = imprimer
hint-read = aperçu
hint-list = lister
hint-attach = joindre
hint-up = remonter
hint-reload = recharger
hint-complete = compléter
hint-do = faire
hint-confirm = confirmer
hint-cancel = renoncer
hint-keep = garder ce nom
hint-skip = passer
hint-fold = replier
hint-unfold = déplier
hint-add-block = ajouter
hint-turn = page suivante
hint-block-after = ajouter
hint-block-before = avant
hint-block-copy = dupliquer
hint-block-move = déplacer
hint-block-remove = supprimer
action-next = Question suivante
action-previous = Question précédente
action-screen-down = Écran suivant, puis page suivante
action-screen-up = Écran précédent, puis page précédente
action-next-page = Page suivante
action-previous-page = Page précédente
action-go-to = Aller à une page ou à une question
action-empty = Questions sans réponse
action-next-problem = Problème suivant
action-previous-problem = Problème précédent
action-why = Pourquoi cette question ?
action-undo = Annuler
action-redo = Rétablir
action-reread = Aperçu de toutes les réponses
action-print = Imprimer dans un fichier
action-validate = Valider définitivement
action-reopen = Rouvrir cette réponse
action-block-after = Ajouter un bloc après
action-block-before = Ajouter un bloc avant
action-block-copy = Dupliquer le bloc
action-block-move = Déplacer le bloc
action-block-remove = Supprimer le bloc
action-copy = Copier la réponse
action-trash = Mettre la réponse à la corbeille
action-name = Changer votre nom
action-language = Passer en anglais
action-repaint = Redessiner l'écran
action-save = Enregistrer
action-menu = Menu
action-help = Aide
action-back = Revenir
action-quit = Quitter (tout est enregistré)
menu-title = Menu
menu-prompt = un mot de ce qu'il y a à faire
help-title = Aide
help-move = Tab ou Entrée va à la question suivante, Maj-Tab à la précédente. On peut toujours passer, même si une réponse est incomplète.
help-page = PgSuiv montre la suite, puis la page suivante ; Ctrl-G mène à n'importe quelle question.
help-save = Tout est enregistré à chaque changement. Quitter ne perd rien.
help-undo = Ctrl-Z annule, Ctrl-R rétablit, même d'une page à l'autre.
help-files = Pour joindre un fichier : Entrée sur la question, puis choisir le fichier ou taper son chemin.
help-paste = Coller du texte se fait avec la souris ou le raccourci du terminal.
help-keys-fill = En répondant
help-keys-block = Sur le titre d'un bloc (après une lettre, Entrée)
help-keys-home = Dans la liste des réponses
help-keys-all = Partout

## Panneaux
go-to-title = Aller à
go-to-of = { $title } ({ $of })
go-to-hidden = Cette question n'est pas posée : { $why }.
go-to-prompt = un mot de la question, de la réponse, ou un numéro de page
go-to-empty = Questions sans réponse
go-to-empty-prompt = un mot de la question
reread-title = Aperçu de toutes les réponses
reread-place = ligne { $last } sur { $of }
print-title = Imprimer dans un fichier
print-prompt = Nom du fichier ; sa fin choisit le format : .html, .md ou .txt.
print-format = Le nom doit finir par .html, .md ou .txt.
printed = Imprimé dans { $file }
overwrite-title = Ce fichier existe
overwrite-prompt = Remplacer { $file } ?
name-title = Votre nom
name-prompt = Il signera ce que vous écrivez, décidez ou validez, et ne sera plus demandé.
reopen-title = Rouvrir la réponse
reopen-prompt = Pour quelle raison ? Elle est gardée avec la réponse.
name-other = Il signera désormais ce que vous remplissez, écrivez, décidez ou validez.
name-empty = Écrire un nom, ou renoncer par Échap.
name-kept = Votre nom est maintenant « { $name } ».
name-needed = Écrire un nom, ou passer par Échap.
reopen-needs-reason = Une raison est nécessaire pour rouvrir.
reopened-now = Réponse rouverte.
validate-title = Valider définitivement
validate-warnings = { $count ->
    [one] { $count } avertissement reste à vérifier.
   *[other] { $count } avertissements restent à vérifier.
}
validate-blank = { $count ->
    [one] { $count } question est sans réponse.
   *[other] { $count } questions sont sans réponse.
}
validate-hidden = { $count ->
    [one] { $count } réponse à une question non posée ne sera pas transmise.
   *[other] { $count } réponses à des questions non posées ne seront pas transmises.
}
validate-locks = La réponse sera validée et ne pourra plus être modifiée, sauf à la rouvrir. Entrée pour valider, Échap pour renoncer.
validate-locks-as = La réponse sera validée au nom de { $name } et ne pourra plus être modifiée, sauf à la rouvrir. Entrée pour valider, Échap pour renoncer.
validated-now = Réponse validée. Elle peut être imprimée.
validation-refused = { $count ->
    [one] Une erreur est à corriger avant de valider.
   *[other] { $count } erreurs sont à corriger avant de valider.
}
browse-title = Joindre un fichier
browse-limit = { $size } au plus
browse-up = dossier parent
browse-inbox = Dossier de dépôt :
browse-reload = recharger le dossier
browse-wait = Lecture du dossier…

## Dernière page
last-errors = À corriger avant de valider
last-warnings = À vérifier
last-infos = À savoir
last-left-out = Ne sera pas transmis
last-set-aside = Gardé à part : sans place dans cette version du questionnaire
last-then = Pour finir
last-empty = { $what }, { $required ->
    [0] rien d'obligatoire
    [one] dont { $required } obligatoire
   *[other] dont { $required } obligatoires
}
last-empty-required = { $what }, { $required ->
    [one] obligatoire
   *[other] toutes obligatoires
}
last-after = { $count ->
    [one] après correction de l'erreur
   *[other] après correction des { $count } erreurs
}
last-hidden-answer = { $title } : « { $value } », car { $why }
last-validated = Réponse validée le { $at }.
last-validated-by = Réponse validée le { $at } par { $by }.
last-intact = Elle n'a pas changé depuis.
last-not-intact = Attention : elle a changé depuis, ou le questionnaire n'est plus le même.
last-since = Constaté depuis la validation
last-reopened = Rouverte le { $at } : { $reason }
last-reopened-by = Rouverte le { $at } par { $by } : { $reason }

## Pourquoi
why-title = Pourquoi cette question ?
why-not-asked = Elle n'est pas posée ici ; elle l'est seulement si { $condition }.
why-no-answer = « { $title } » est sans réponse
why-always = Elle est posée dans tous les cas.
why-shown = Elle est posée parce que { $condition }.
why-around-shown = Sa partie est là parce que { $condition }.
why-around-hidden = Sa partie n'est pas là ; elle l'est seulement si { $condition }.
why-nowhere = Placer d'abord le curseur sur une question.
why-enter = Entrée : y aller
why-required = Une réponse est obligatoire pour valider.
why-required-when = Une réponse est obligatoire si { $condition }.
why-note = C'est un texte à lire : rien n'est à répondre.
why-optional = Rien n'est exigé : elle peut rester vide.
why-computed = Sa valeur est calculée ; elle n'est pas à saisir.
why-check = Contrôle : on vérifie que { $condition }.
why-answer = la réponse à « { $title } » est « { $value } »
why-is = la réponse à { $left } est { $right }
why-is-not = la réponse à { $left } n'est pas { $right }
why-is-empty = { $left } est sans réponse
why-is-answered = { $left } a une réponse
why-equal = { $left } égale { $right }
why-not-equal = { $left } diffère de { $right }
why-less = { $left } est plus petit que { $right }
why-at-most = { $left } ne dépasse pas { $right }
why-more = { $left } dépasse { $right }
why-at-least = { $left } est au moins { $right }
why-contains = la réponse à { $left } comprend { $right }
why-among = la réponse à { $left } est parmi { $right }
why-and = et
why-or = ou
why-not = cela n'est pas vrai : { $what }
why-plus = { $left } + { $right }
why-minus = { $left } − { $right }
why-times = { $left } × { $right }
why-divided = { $left } ÷ { $right }
why-size = le nombre de { $what }
why-sum = le total de { $what }
why-nothing = vide
why-true = vrai
why-false = faux

## Problèmes
problem-at = { $title } — { $told }
problem-words = { $words }
problem-required = réponse obligatoire
problem-unreadable = cette saisie ne peut pas être lue
problem-file-missing = { $name } a disparu du dossier : le redéposer ou le retirer
problem-file-changed = { $name } a changé depuis son dépôt : le redéposer ou le retirer
problem-not-blocks = une liste de blocs est attendue
problem-too-many-blocks = { $count } au lieu de { $max } au plus
response-broken = Réponse illisible ({ $reason }) ; « recueil doctor » dit quoi faire.
response-newer = Réponse écrite par une version plus récente du programme (format { $format }) ; mettre le programme à jour.
version-all-kept = Questionnaire passé de la version { $from } à la version { $to } : toutes les réponses sont reprises ({ $kept }).
version-moved = Questionnaire passé de la version { $from } à la version { $to } : { $kept ->
    [0] aucune réponse reprise
    [one] { $kept } réponse reprise
   *[other] { $kept } réponses reprises
}{ $aside ->
    [0] { "" }
    [one] , { $aside } mise de côté
   *[other] , { $aside } mises de côté
}{ $back ->
    [0] { "" }
    [one] , { $back } retrouvée
   *[other] , { $back } retrouvées
} ; détail à la dernière page.
set-aside = { $question } : { $answer } (version { $version }, { $why })
cli-terminal-fails = Le terminal ne répond pas : { $reason }.

## Fautes des fichiers de questionnaire, pour qui les écrit
fault-question = question « { $id } » :
fault-suggestion = { $fault } Vouliez-vous dire « { $name } » ?
fault-too-large = Fichier de plus de { $megabytes } Mo : ce n'est pas un questionnaire.
fault-empty = Fichier vide : écrire au moins `id`, `version`, `title` et une `[[page]]`.
fault-not-utf8 = Ce n'est pas un texte UTF-8 : l'enregistrer en UTF-8.
fault-unreadable-file = Impossible de lire le fichier : { $reason }.
fault-file-name = Le fichier doit porter le nom de son questionnaire : { $id }.toml (ici { $file }).
fault-toml = TOML : { $reason }
toml-duplicate = « { $text } » est déjà écrit plus haut : n'en garder qu'un
toml-not-a-table = « { $text } » a déjà une valeur : rien ne peut s'y ajouter, changer l'un des deux noms
toml-no-equals = il manque `=` après la clé : écrire `clé = valeur`
toml-extra-equals = un `=` de trop : n'en garder qu'un
toml-equals-in-list = `=` dans une liste : la fermer avant par `]`
toml-no-key = il manque une clé : écrire `clé = valeur`
toml-key = « { $text } » est impossible dans une clé : des lettres sans accent, des chiffres, `-` et `_` (un commentaire commence par `#`)
toml-unclosed-header = cet en-tête ne se ferme pas : écrire `[…]` ou `[[…]]`
toml-unclosed-list = cette liste ne se ferme pas : il manque `]`
toml-unclosed-table = cette table ne se ferme pas : il manque { "`}`" }
toml-unopened = rien n'est ouvert que ce signe fermerait : l'ôter, ou ouvrir la liste ou la table
toml-comma = il manque une virgule entre deux valeurs
toml-extra-comma = une virgule de trop, ou une valeur qui manque
toml-unquoted = « { $text } » : mettre un texte entre guillemets droits ("…")
toml-no-value = il manque la valeur après `=`
toml-unopened-text = il manque le guillemet (") qui ouvre le texte
toml-unclosed-text = il manque le guillemet (") qui ferme le texte ; sur plusieurs lignes, écrire """…"""
toml-unclosed-plain = il manque une valeur, ou l'apostrophe (') qui ferme le texte
toml-unclosed-long = ce texte de plusieurs lignes ne se ferme pas : finir par les trois signes qui l'ouvrent
toml-character = un caractère invisible est impossible ici : l'effacer
toml-escape = `\` commence un code (\n, \u00e9) : pour le signe lui-même, écrire `\\`
toml-rest = de trop à partir d'ici : une clé par ligne ; dans un texte, `\"` pour un guillemet ; dans un nombre, un point pour la virgule
toml-number = nombre mal écrit : sans espace ni zéro devant, avec un point pour la virgule (12, 4.5)
toml-too-large = « { $text } » n'est pas un nombre, ou est trop grand
toml-date = « { $text } » : mettre une date ou une heure entre guillemets ("2024-01")
toml-boolean = « { $text } » : écrire `true` ou `false`, en minuscules
toml-line-end = fin de ligne d'un format ancien : enregistrer le fichier avec des fins de ligne Unix
toml-too-deep = trop de listes ou de tables l'une dans l'autre : en ôter
fault-unknown-key = clé « { $key } » inconnue ici ; clés possibles : { $known }
fault-unknown-word = « { $word } » n'est pas possible ici ; choix : { $known }
fault-missing-key = il manque la clé « { $key } »
fault-wrong-type = trouvé { $found }, attendu { $expected }
fault-unknown-kind = genre « { $kind } » inconnu ; genres possibles : { $known }
fault-no-page = aucune `[[page]]` : en écrire au moins une
fault-no-question = aucune question « { $id } » dans ce questionnaire
fault-no-field = aucun champ « { $id } » dans ce bloc
fault-bad-id = identifiant « { $id } » impossible : des lettres sans accent, des chiffres et `_`, une lettre au début
fault-duplicate-id = identifiant « { $id } » déjà pris : en choisir un autre
fault-empty-list = liste de choix « { $name } » vide
fault-sections-and-questions = la page « { $page } » a des sections et des questions : mettre les questions dans les sections
fault-length = il faut { $wanted } valeurs dans cette liste (trouvé : { $found })
fault-no-words = texte vide : en écrire un
fault-empty-page = la page « { $page } » n'a aucune question : en écrire une, ou ôter la page
fault-second-final = la page « { $page } » est déjà `final` : une seule page peut l'être
fault-computed = `{ $key }` ne va pas avec `value`, que personne ne saisit : ôter l'un des deux
fault-repeat-in-repeat = un bloc répété ne peut ni contenir un autre bloc répété ni être calculé
fault-repeat-bounds = `max` ({ $max }) doit être entre 1 et 1000 et au moins `min` ({ $min })
fault-each-needs-matrix = `each` ne va qu'avec un tableau (`kind = "matrix"`) qui a des lignes et des colonnes
fault-message-name = `message` : « { $name } » n'est pas une réponse que `test` lit ; possibles : { $known }
fault-cycle = ces questions dépendent l'une de l'autre en rond : { $questions }
expression-too-long = expression de { $bytes } octets ; { $limit } au plus
expression-too-deep = expression imbriquée sur plus de { $limit } niveaux : la simplifier
expression-unknown-character = caractère « { $text } » impossible dans une expression
expression-unclosed-text = il manque le guillemet qui ferme le texte
expression-unknown-escape = « { $text } » : seuls \\, \' et \" s'écrivent avec une barre inverse
expression-bad-number = « { $text } » n'est pas un nombre
expression-spelling = écrire « { $instead } » plutôt que « { $found } »
expression-syntax = « { $found } » ne peut pas se trouver ici ; attendu : { $wanted }
expression-syntax-end = l'expression s'arrête trop tôt ; attendu : { $wanted }
expression-unknown-name = aucune question « { $name } ».
expression-unknown-member = « { $of } » n'a pas de « { $name } » ; possibles : { $names }.
expression-no-members = « { $of } » ({ $found }) n'a pas de partie « { $name } »
expression-unknown-function = fonction « { $name } » inconnue ; possibles : { $functions }.
expression-argument-count = { $function }() prend un argument, { $found } donnés
expression-no-such-code = « { $code } » n'est pas un code de « { $name } » ; codes : { $codes }.
expression-not-a-month = « { $text } » n'est pas un mois ; la forme est '2024-03'
expression-type-mismatch = { $operator } ne va pas entre { $left } et { $right }
expression-no-common-code = ces deux questions n'ont aucun code en commun : elles ne peuvent être égales
expression-wrong-operand = { $operator } ne s'applique pas à { $found }
expression-wrong-result = l'expression donne { $found } ; il faut { $wanted }
expression-misplaced-null = `null` ne va qu'avec == ou !=
expression-never-null = { $found } n'est jamais `null` : comparer size() à 0
wanted-operand = un nom, une valeur, une liste ou une parenthèse
wanted-operator = un opérateur ou la fin
wanted-parenthesis = « ) » ou un opérateur
wanted-bracket = « ] », une virgule ou un opérateur
wanted-member = le nom d'une ligne, d'une colonne ou d'un champ
wanted-member-text = un nom entre guillemets
type-bool = vrai ou faux
type-integer = un nombre entier
type-count = un nombre entier, zéro ou plus
type-small = un nombre entier de 0 à 255
type-options = le nom d'une liste de choix, ou une table d'un `code = "…"` par ligne
type-rows = une table d'un `id = "…"` par ligne
type-decimal = un nombre
type-text = un texte
type-date = une date sans guillemets
type-month = un mois
type-choice = un choix
type-choices = plusieurs choix
type-list = une liste
type-table = une table
type-label = un texte, ou une table { "{" } fr = "…", en = "…" { "}" }
type-record = un tableau
type-instances = des blocs
type-files = des fichiers

## Raisons du système, et fautes de JSON
system-numbered = { $reason } (erreur { $number })
system-not-found = introuvable
system-denied = accès refusé
system-is-a-directory = c'est un dossier
system-not-a-directory = ce n'est pas un dossier
system-exists = cela existe déjà
system-full = plus de place sur le disque
system-quota = l'espace accordé est épuisé
system-too-large = fichier trop grand
system-read-only = le disque est en lecture seule
system-name = ce nom de fichier est impossible ou trop long
system-busy = occupé par un autre programme
system-timed-out = pas de réponse à temps
system-network = le disque en réseau ne répond plus
system-gone = plus personne ne lit
system-memory = mémoire insuffisante
system-cut = l'échange s'est arrêté trop tôt
system-not-utf8 = ce n'est pas un texte UTF-8
system-device = le disque répond mal
system-too-many = trop de fichiers sont ouverts
system-other = erreur du système
system-told = { $reason }
json-cut = le texte s'arrête trop tôt, ligne { $line }, colonne { $column }
json-many = plus de { $most } valeurs, ligne { $line }, colonne { $column }
json-deep = trop de niveaux d'imbrication, ligne { $line }, colonne { $column }
json-twice = « { $key } » y figure deux fois, ligne { $line }, colonne { $column }
json-empty = le fichier est vide
json-large = plus de { $megabytes } Mo
json-syntax = faute d'écriture ligne { $line }, colonne { $column }
json-missing = il manque « { $key } »
json-no-object = ce n'est pas un objet { "{" } … { "}" }
json-wrong = « { $key } » : attendu { $expected }
shape-form = un objet { "{" } id, version { "}" }
shape-format = { $format }
shape-blocks = { $most } blocs au plus
shape-status = draft ou validated
shape-review = none, to_review, sent_back ou accepted
shape-date = une date et une heure (2025-03-01T10:00:00Z)
shape-position = un objet { "{" } page, path { "}" }
shape-texts = une liste de textes
shape-object = un objet { "{" } … { "}" }
shape-object-of-texts = un objet de textes
shape-left-out = un objet d'objets { "{" } value, why { "}" }
shape-set-aside = une liste d'objets { "{" } path, value, version, why { "}" }
shape-validations = une liste d'objets { "{" } at, by, sha256, form_sha256 { "}" }
json-shape = une valeur n'a pas la forme attendue ({ $reason })
json-not-utf8 = ce n'est pas un texte UTF-8

## « recueil doctor »
doctor-line = { $path } : { $what }
doctor-clean = { $dir } : tout est sain.
doctor-found = { $dir } : { $count ->
    [one] une chose à voir.
   *[other] { $count } choses à voir.
}
doctor-offer = « recueil doctor --mend » en répare { $count } et garde les originaux.
doctor-kept = Les originaux sont gardés dans { $dir }
doctor-would = réparable : { $how }
doctor-mended = réparé : { $how }
doctor-not-mended = pas réparé : { $reason }
doctor-mends-mode = droits remis comme ils doivent être
doctor-mends-aside = mis de côté
doctor-mends-layout = fichier récrit
doctor-mends-id = identifiant corrigé
doctor-mends-lines = lignes abîmées retirées
doctor-mends-backup = remplacé par la copie du { $date }
doctor-open = la réponse est ouverte en ce moment ; recommencer une fois fermée
doctor-layout = le numéro de disposition manque ou ne se lit pas ({ $reason })
doctor-layout-missing = pas de fichier
doctor-layout-words = « { $text } » n'est pas un numéro connu
doctor-wide = d'autres personnes peuvent y écrire (droits { $mode })
doctor-mode = droits { $mode } au lieu de { $wanted }
doctor-group = groupe { $group } au lieu de celui du dossier
doctor-owner = appartient à un autre utilisateur ({ $owner }) ; le rendre à celui du dossier
doctor-link = c'est un lien symbolique, qui n'est jamais suivi
doctor-pipe = c'est un tube ou une socket, pas un fichier
doctor-device = c'est un périphérique, pas un fichier
doctor-temporary = reste d'un enregistrement interrompu
doctor-stranger = ce nom n'est pas celui d'une réponse ; rien ne l'utilise, le déplacer à la main
doctor-empty = dossier sans réponse
doctor-broken = réponse illisible ({ $reason })
doctor-no-backup = { $what } ; aucune copie à remettre : la reprendre d'une sauvegarde de la machine, ou jeter la réponse depuis la liste
doctor-backup = copie illisible ({ $reason })
doctor-index = index illisible ({ $reason }) ; il sera refait
doctor-id = l'identifiant écrit dedans est « { $id } », pas celui du dossier
doctor-form-unknown = questionnaire « { $form } » inconnu ; ajouter son fichier avec --forms
doctor-form-faulty = le questionnaire « { $form } » a des fautes ; voir « recueil check »
doctor-value = { $path } : { $reason } ; ouvrir la réponse pour corriger
doctor-file-missing = la pièce jointe « { $name } » a disparu ; la redéposer ou la retirer dans la réponse
doctor-file-changed = la pièce jointe « { $name } » a changé depuis son dépôt ; la redéposer ou la retirer dans la réponse
doctor-orphan = pièce retirée de la réponse, gardée pour pouvoir annuler
doctor-unfinished = reste d'une suppression interrompue ; « recueil purge --yes », ou la prochaine ouverture de la liste, la termine
doctor-aside = une autre version de la réponse attend un choix, demandé à sa prochaine ouverture
doctor-lines = { $count ->
    [one] une ligne illisible
   *[other] { $count } lignes illisibles
}

## Journal
cli-history = Afficher le journal d'une réponse, ou la réponse telle qu'elle était
cli-history-after = Un moment s'écrit 2026-03-14, « 2026-03-14 10:30 » ou 14/03/2026 10:30, à l'heure locale ; un jour ou une minute compte jusqu'à sa fin.
cli-history-at = La réponse telle qu'elle était à ce moment
name-time = MOMENT
history-change = { $before } → { $after }
history-line = { $place } : { $change }
history-cell = { $cell } : { $change }
history-by = { $change } ({ $what })
history-undo = annulation
history-redo = rétablissement
history-restore = restauration
history-set = valeur donnée à l'ouverture
history-validate-left = laissée hors champ à la validation
history-reopen-back = revenue à la réouverture
history-imported = Réponse importée
history-copied = Réponse copiée de { $why }
history-validated = Réponse validée
history-reopened = Réponse rouverte : { $why }
history-other = Version restaurée en entier
history-moved = déplacement du rang { $from } au rang { $to }
history-added = ajout : { $fields }
history-removed = retrait : { $fields }
history-nothing = (vide)
history-skipped = { $count ->
    [one] Une ligne du journal est illisible ; elle n'est pas montrée.
   *[other] { $count } lignes du journal sont illisibles ; elles ne sont pas montrées.
}
history-none = Le journal de cette réponse est vide.
history-unwritten = C'est enregistré, mais le journal ne le dit pas. { $reason }
history-not-yet = La réponse n'existait pas encore à ce moment : elle a été commencée le { $created }.
history-then = Telle qu'elle était le { $at }
history-which-moment = « { $typed } » n'est pas un moment. Écrire par exemple 2026-03-14 ou « 2026-03-14 10:30 ».
action-history = Journal des changements
action-restore = Rétablir la réponse d'avant
journal-title = Journal
journal-prompt = Chercher une question, une valeur, un nom
journal-reading = Lecture du journal…
journal-restored = La réponse d'avant est rétablie ; Ctrl-Z annule.
journal-cannot = Rien ne peut être rétabli ici.
journal-there = La réponse est déjà ainsi ; il n'y a rien à rétablir.
journal-gone = La question n'est plus dans le questionnaire, ou son occurrence n'existe plus.
hint-restore = remettre l'ancienne

## Sauvegardes
action-backups = Sauvegardes de la réponse
action-thrown = Corbeille
trash-title = Corbeille
trash-empty = La corbeille est vide. Une réponse y reste 90 jours.
trash-reading = Lecture de la corbeille…
hint-take-out = reprendre
backups-title = Sauvegardes
backups-none = Pas encore de sauvegarde : une version est gardée quand une autre la remplace, au plus tous les quarts d'heure.
backups-reading = Lecture des sauvegardes…
backups-broken = illisible
backups-restored = La version choisie est restaurée ; celle d'avant est gardée parmi les sauvegardes.
backups-locked = La réponse est verrouillée : la rouvrir avant d'y restaurer une version.
hint-restore-version = restaurer

## Comparaison
cli-compare = Comparer deux réponses, ou deux moments d'une réponse
cli-compare-after = Sans AUTRE, il faut --from ou --to ; un moment s'écrit comme pour « recueil history ». Le code de retour est 0 sans différence, 1 avec.
cli-compare-other = L'autre réponse : son code, le début de son code, ou son nom
cli-compare-from = La réponse telle qu'elle était à ce moment ; par défaut, à son début
cli-compare-to = La réponse telle qu'elle était à ce moment ; par défaut, telle qu'elle est
name-other-response = AUTRE
compare-with-what = Dire avec quoi comparer : une autre réponse, ou un moment (--from, --to).
compare-before = Avant : { $side }
compare-after = Après : { $side }
compare-now = { $response }, modifiée le { $at }
compare-then = { $response }, telle qu'elle était le { $at }
compare-named = { $name } ({ $id })
compare-versions = Versions { $old } et { $new } du questionnaire : les réponses sont comparées question par question.
compare-forms = Questionnaires différents ({ $old } et { $new }) : seules les questions communes sont comparées.
compare-not-compared = { $count ->
    [one] 1 réponse n'est pas comparée : { $questions }.
   *[other] { $count } réponses ne sont pas comparées : { $questions }.
}
compare-hidden = { $count ->
    [one] 1 différence dans une question masquée n'est pas montrée.
   *[other] { $count } différences dans des questions masquées ne sont pas montrées.
}
compare-none = Aucune différence.
compare-unknown = Hors du questionnaire
compare-label = { $label } :
compare-block-added = Ajout : { $block }
compare-block-removed = Retrait : { $block }
compare-block-moved = Déplacement : { $block } (auparavant { $was })
compare-counts = { $counts }.
compare-changed = { $count ->
    [one] 1 modification
   *[other] { $count } modifications
}
compare-added = { $count ->
    [one] 1 ajout
   *[other] { $count } ajouts
}
compare-removed = { $count ->
    [one] 1 retrait
   *[other] { $count } retraits
}
compare-moved = { $count ->
    [one] 1 déplacement
   *[other] { $count } déplacements
}

## « recueil purge »
cli-play = Jouer une démonstration, dans ce terminal ou dans un enregistrement
cli-play-after = Une démonstration a son propre dossier de données, supprimé à la fin (sauf avec --prepare) : rien de ce qui est à vous n'y change. Dans le terminal : Espace arrête et reprend, + et - règlent la vitesse, → mène au chapitre suivant, q quitte.
cli-play-output = Écrire un enregistrement au lieu de jouer ici : .cast, .svg, .html ou .txt (option répétable)
cli-play-size = Taille de l'enregistrement, par exemple 140x40
cli-play-prepare = Préparer seulement les données de la démonstration, et écrire les lignes par lesquelles un shell les prend : pour VHS
cli-play-cast = Version du format des fichiers .cast : 2 ou 3
cli-practice = S'exercer sur une leçon, dans le vrai programme
cli-practice-after = Sans leçon, la commande en donne la liste. Un exercice a son propre dossier de données, supprimé à la fin : rien de ce qui est à vous n'y change. F12 ou Ctrl-N propose de l'aide.
cli-practice-lesson = Nom d'une leçon, ou fichier .tape
name-lesson = LEÇON
practice-unknown = aucune leçon ni aucun fichier « { $lesson } ». Leçons : { $known }.
practice-listed = { $name } ({ $minutes } min) : { $title }
practice-heading = Exercice : { $title }
practice-left = interrompu à l'étape { $step } sur { $steps }
practice-finished = { $steps ->
    [0] aucune étape
    [one] une étape
   *[other] { $steps } étapes
} en { $time } : { $alone } sans aide, { $helped } avec aide, { $skipped } { $skipped ->
    [one] passée
   *[other] passées
}
practice-how-alone = sans aide
practice-how-helped = avec aide
practice-how-skipped = passée
practice-time = { $minutes } min { $seconds } s
cli-show-keys = Montrer en bas de l'écran les touches frappées, et des légendes à soi (F12), celles d'un fichier s'il est donné
captions-badge = Légende
captions-note = Entrée montrer   ↑↓ une autre   Échap laisser
cli-error-size = { $argument } : « { $value } » n'est pas une taille. Écrire par exemple 80x24.
name-size = COLONNESxLIGNES
name-version = VERSION
play-unmet = l'écran ne montre pas { $pattern } après { $seconds } s. Il montre :
play-unmet-line = la ligne du curseur ne montre pas { $pattern } après { $seconds } s ; pour tout l'écran, écrire « Wait+Screen ». L'écran montre :
play-goal = ceci devrait être vrai et ne l'est pas : { $goal }. L'écran montre :
play-ended = le programme s'est terminé avant la fin de la démonstration. L'écran montrait :
play-too-small = il faut au moins 60 colonnes et 19 lignes (18 dès 80 colonnes), et il y en a { $columns } et { $rows }. Agrandir le terminal, ou donner une autre taille.
play-larger = la démonstration est faite pour un terminal de { $needed }, et celui-ci a { $has }. L'agrandir, ou essayer à cette taille : --size { $has }.
play-same-file = { $file } : la démonstration y écrirait aussi une image. Donner un autre nom à l'enregistrement.
play-unopened = le programme ne s'ouvre pas : { $reason }
play-command = « recueil { $command } » n'ouvre pas d'écran. Une démonstration commence par « recueil », « recueil fill… » ou « recueil review… ».
play-output-kind = { $file } : cette sorte de fichier n'est pas connue. Terminer le nom par { $known }.
play-note = Espace pause   + - vitesse{ $speed }   → chapitre   q quitter
play-note-paused = En pause.   Espace reprendre   → chapitre   q quitter
play-note-ended = C'est fini.   q quitter
practice-badge = Exercice { $step }/{ $steps }
practice-badge-read = Exercice
practice-over = Bravo, l'exercice est terminé.
practice-note = F12 ou Ctrl-N : de l'aide
practice-note-read = F12 ou Ctrl-N : continuer
practice-note-stuck = Bloqué ? F12 ou Ctrl-N propose de l'aide.
practice-note-ask = a : touches   m : montrer   p : passer   q : quitter   Échap : continuer
practice-note-keys = À frapper : { $keys }
practice-note-showing = Démonstration…   q : quitter
practice-note-done = ✓ C'est fait.
practice-note-over = F12 ou Ctrl-N : terminer
foot-pasted = texte collé
cli-purge = Lister ce qui a passé sa durée de conservation, et le supprimer
cli-purge-after = Sans --yes, la commande liste, puis demande à l'écran d'écrire un mot avant de supprimer. Un questionnaire sans durée de conservation ne perd rien.
cli-purge-yes = Supprimer sans demander
purge-none = Rien n'est à supprimer.
purge-due = À supprimer, la durée de conservation étant passée :
purge-line = { $name } ({ $id }), { $form } : modifiée le { $modified }, à conserver jusqu'au { $until }
purge-in-trash = { $line } — corbeille
purge-in-backups = { $line } — sauvegardes seules
purge-in-mended = { $line } — originaux d'avant réparation seuls
purge-files = Pièces retirées, que plus rien ne nomme :
purge-file = { $name } ({ $id }) : { $file }
purge-unread = { $id } : conservation non vérifiée, la réponse n'étant pas lisible. { $reason }
purge-files-unread = { $name } ({ $id }) : pièces retirées gardées toutes. { $reason }
purge-word = purger
purge-ask = Écrire « { $word } » pour supprimer définitivement :
purge-kept = Rien n'a été supprimé.
purge-how = Rien n'a été supprimé ; « recueil purge --yes » supprime.
purge-removed = { $name } ({ $id }) : supprimée, { $count ->
    [one] un fichier
   *[other] { $count } fichiers
}
purge-removed-files = { $name } ({ $id }) : { $count ->
    [one] une pièce retirée supprimée
   *[other] { $count } pièces retirées supprimées
}
purge-failed = { $name } ({ $id }) : non supprimée. { $reason }
home-due = { $count ->
    [one] Une réponse a passé sa durée : voir « recueil purge ».
   *[other] { $count } réponses ont passé leur durée : voir « recueil purge ».
}

# Ce qui se dit d'une réponse
said = { $by }, { $when } : { $text }
said-kept = Gardé par { $by }, { $when } : { $text }
said-nobody = quelqu'un
words = { $text }
count-queries = { $count ->
    [one] { $count } question du relecteur
   *[other] { $count } questions du relecteur
}
last-queries = Questions du relecteur
last-submitted = Réponse soumise à la relecture le { $at }{ $said ->
    [0] .
   *[other]  : « { $text } »
}
last-submitted-by = Réponse soumise à la relecture par { $by } le { $at }{ $said ->
    [0] .
   *[other]  : « { $text } »
}
last-sent-back = Réponse renvoyée le { $at }{ $said ->
    [0] .
   *[other]  : « { $text } »
}
last-sent-back-by = Réponse renvoyée par { $by } le { $at }{ $said ->
    [0] .
   *[other]  : « { $text } »
}
last-accepted = Réponse acceptée le { $at }{ $said ->
    [0] .
   *[other]  : « { $text } »
}
last-accepted-by = Réponse acceptée par { $by } le { $at }{ $said ->
    [0] .
   *[other]  : « { $text } »
}
action-answer = Répondre à la question du relecteur…
action-keep = Garder la réponse malgré l'avertissement…
action-submit = Soumettre à la relecture…
action-take-back = Reprendre la réponse soumise
hint-answer = répondre
hint-keep-warning = garder
hint-take-back = reprendre
query-nowhere = Cette remarque porte sur une question qui n'est plus posée.
answer-title = Répondre au relecteur
answer-empty = Écrire la réponse, ou Échap pour renoncer.
keep-title = Garder la réponse
accepted-changed = Réponse acceptée : ce changement en refait un brouillon, à soumettre à nouveau.
keep-prompt-many = Pourquoi la garder ? Ce motif vaut pour ces avertissements ensemble, et le relecteur le lira ; vide, ils comptent à nouveau.
keep-prompt = Pourquoi la garder ? Le relecteur lira ce motif ; vide, l'avertissement compte à nouveau.
submit-title = Soumettre à la relecture
submit-errors = { $count ->
    [one] { $count } erreur reste à corriger.
   *[other] { $count } erreurs restent à corriger.
}
validate-queries = { $count ->
    [one] { $count } question du relecteur attend une réponse.
   *[other] { $count } questions du relecteur attendent une réponse.
}
submit-prompt = La réponse ne se modifiera plus avant d'être renvoyée, acceptée ou reprise. Un message au relecteur, si utile :
answered-now = Réponse transmise au relecteur.
submitted-now = Réponse soumise à la relecture.
taken-back-now = Réponse reprise : elle se modifie à nouveau.
opened-sent-back = Renvoyée par la relecture, { $count ->
    [0] voir la dernière page.
    [one] { $count } question attend une réponse : Ctrl-E y mène.
   *[other] { $count } questions attendent une réponse : Ctrl-E y mène.
}
said-more = … et { $count } autres remarques, à lire dans l'aperçu de toutes les réponses.

## Relecture d'une réponse
action-read = Relire cette réponse
action-said-next = Question ou remarque suivante
action-said-previous = Question ou remarque précédente
action-change-next = Changement suivant
action-change-previous = Changement précédent
action-blank-next = Question sans réponse suivante
action-blank-previous = Question sans réponse précédente
action-query = Poser une question ici
action-comment = Ajouter une remarque
action-thread = Lire l'échange et répondre
action-settle = Clore les questions posées ici, ou les rouvrir
action-mark-answer = Marquer la question comme relue
action-mark-page = Marquer la page comme relue
action-show-hidden = Montrer ce qui n'est pas posé, et pourquoi
action-against = Comparer avec…
action-find = Chercher dans la réponse
action-mend = Corriger dans l'écran de saisie
action-accept = Accepter
action-send-back = Renvoyer
action-read-again = Recharger la réponse
action-next-response = Réponse suivante de la liste
action-previous-response = Réponse précédente de la liste
help-keys-reading = En relecture
hint-query = question
hint-comment = remarque
hint-mark = relu
hint-accept = accepter
hint-send-back = renvoyer
hint-said = échange
hint-change = changement
hint-mend = corriger
hint-back-reading = relecture
hint-thread = lire
hint-close-thread = clore
hint-reopen-thread = rouvrir
hint-close-queries = { $count ->
    [one] clore la question
   *[other] clore { $count } questions
}
hint-reopen-queries = { $count ->
    [one] rouvrir la question
   *[other] rouvrir { $count } questions
}
hint-close-comments = { $count ->
    [one] clore la remarque
   *[other] clore { $count } remarques
}
hint-reopen-comments = { $count ->
    [one] rouvrir la remarque
   *[other] rouvrir { $count } remarques
}
hint-reply = répondre
hint-next-thread = suivant
hint-send = envoyer
hint-stay = rester ici
hint-next-found = suivant
hint-compare = comparer
reading-read-only = Réponse en cours de relecture.
reading-reviewed = relu
reading-page-reviewed = relue
reading-query-closed = { $text } — question close par { $by }, { $when }
reading-comment-closed = { $text } — remarque close par { $by }, { $when }
reading-submitted = Soumise par { $by }, { $when }.
reading-sent-back = Renvoyée par { $by }, { $when }.
reading-accepted = Acceptée par { $by }, { $when }.
reading-elsewhere = Sur ce qui n'est pas posé ou n'existe plus
reading-count-queries = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
reading-count-answered = { $count ->
    [one] { $count } retour à lire
   *[other] { $count } retours à lire
}
reading-count-changed = { $count ->
    [0] rien de changé
    [one] { $count } changement
   *[other] { $count } changements
} { $against }
reading-count-other = { $count ->
    [0] rien de différent
    [one] { $count } différence
   *[other] { $count } différences
} { $against }
reading-nothing-open = rien d'ouvert
reading-since-review = depuis votre relecture ({ $when })
reading-since = depuis { $when }
reading-between = entre { $from } et { $to }
reading-at = { $when }
reading-between-short = { $from } → { $to }
reading-compared = Ce qui a changé { $against } ; les réponses sont montrées telles qu'elles sont maintenant.
reading-against = face à { $name }
reading-added = nouvelle réponse
reading-added-then = nouvelle réponse : { $text }
reading-removed-then = réponse effacée : { $text }
reading-block-added = bloc ajouté
reading-block-added-then = bloc ajouté : { $text }
reading-block-added-gone = bloc ajouté, retiré depuis : { $text }
reading-block-removed = bloc retiré : { $text }
reading-moved = déplacé : { $from } → { $to }
reading-changed = changé :
reading-other = { $name } : { $before }
reading-other-moved = { $name } : en place { $from }, ici { $to }
reading-other-no-block = { $name } : ce bloc n'y est pas
reading-other-block = { $name }, un bloc de plus : { $text }
reading-other-changed = de { $name } à celle-ci :
reading-before = avant : { $before }
reading-before-after = { $before } → { $after }
reading-no-said = Aucune question, aucune remarque.
reading-only-said = C'est le seul échange.
reading-first-said = C'était le dernier échange ; retour au premier.
reading-last-said = C'était le premier échange ; retour au dernier.
reading-no-change = Aucun changement.
reading-not-compared = Comparée à rien : = choisit à quoi.
reading-only-change = C'est le seul changement.
reading-first-change = C'était le dernier changement ; retour au premier.
reading-last-change = C'était le premier changement ; retour au dernier.
reading-no-blank = Aucune question sans réponse.
reading-only-blank = C'est la seule question sans réponse.
reading-first-blank = C'était la dernière sans réponse ; retour à la première.
reading-last-blank = C'était la première sans réponse ; retour à la dernière.
reading-no-thread = Aucun échange ici : q pose une question, c ajoute une remarque.
reading-choose-answer = Choisir d'abord une question avec ↓.
reading-hidden-shown = Avec ce qui n'est pas posé.
reading-hidden-gone = Sans ce qui n'est pas posé.
reading-query-raised = Question posée.
reading-comment-made = Remarque ajoutée.
reading-replied = Ajouté à l'échange.
reading-gone = n'est plus là
reading-stale = a changé : R recharge
reading-stale-told = La réponse a changé entre-temps : R la recharge. Rien de ce qui est dit n'est perdu.
reading-reread = Réponse rechargée.
reading-no-next = C'est la dernière réponse de la liste.
reading-no-previous = C'est la première réponse de la liste.
thread-query = Question
thread-comment = Remarque
thread-place = { $n } sur { $of }
thread-closed = Close par { $by }, { $when }.
queries-closed-now = { $count ->
    [one] Question close ; x à nouveau la rouvre.
   *[other] { $count } questions closes ; x à nouveau les rouvre.
}
queries-reopened-now = { $count ->
    [one] Question rouverte.
   *[other] { $count } questions rouvertes.
}
comments-closed-now = { $count ->
    [one] Remarque close ; x à nouveau la rouvre.
   *[other] { $count } remarques closes ; x à nouveau les rouvre.
}
comments-reopened-now = { $count ->
    [one] Remarque rouverte.
   *[other] { $count } remarques rouvertes.
}
write-query = Question à la personne qui remplit
write-comment = Remarque
write-accept = { $count ->
    [one] Accepter la réponse
   *[other] Accepter { $count } réponses
}
write-send-back = { $count ->
    [one] Renvoyer la réponse
   *[other] Renvoyer { $count } réponses
}
write-reply = Répondre
query-hidden = Cette réponse devrait être vide, car { $why }.
write-left = Laissé la dernière fois ; Ctrl-U l'efface :
write-from-problem = Repris du problème, à compléter ; Ctrl-U l'efface :
write-empty = Écrire quelques mots, ou Échap pour laisser.
write-too-long = Le texte est trop long : { $kilobytes } ko au plus.
accept-prompt = Un mot, si besoin.
accept-anyway = Entrée accepte quand même ; un mot, si besoin.
send-back-validated = { $count ->
    [one] Elle est validée : la renvoyer la rouvre, pour cette raison.
   *[other] Une réponse validée est ainsi rouverte, pour cette raison.
}
verdict-more = { $count ->
    [one] et une autre
   *[other] et { $count } autres
}
verdict-accepted-already = déjà acceptée.
verdict-accepted = { $count ->
    [one] { $name } acceptée.
   *[other] { $count } réponses acceptées.
}
verdict-sent-back = { $count ->
    [one] { $name } renvoyée.
   *[other] { $count } réponses renvoyées.
}
verdict-undo = Ctrl-Z annule.
verdict-next = Tab : { $next }
undone-verdict = { $count ->
    [one] Décision annulée : { $name }.
   *[other] Décision annulée : { $count } réponses.
}
undone-said = Annulé.
undo-too-late = { $name } : autre chose est arrivé depuis ; rien n'est annulé.
undo-said = Ce qui est dit ne s'annule pas : x clôt une question ou une remarque.
undo-reopened = Renvoyée, elle est rouverte : seule la personne qui la remplit peut la valider à nouveau.
accept-errors = { $count ->
    [one] Il reste { $count } erreur.
   *[other] Il reste { $count } erreurs.
}
accept-queries = { $count ->
    [one] { $count } question n'est pas close.
   *[other] { $count } questions ne sont pas closes.
}
send-back-prompt = Ce qui est à reprendre :
send-back-queries = { $count ->
    [one] { $count } question ouverte le dit déjà ; un mot, si besoin.
   *[other] { $count } questions ouvertes le disent déjà ; un mot, si besoin.
}
moments-title = Comparer avec…
moments-prompt = un jour, un nom
moments-review = Ma dernière relecture
moments-nothing = Rien
moments-since = Depuis { $when }
moments-until-when = Depuis { $when }, jusqu'à quand ?
moments-now = maintenant
moments-changes = { $count ->
    [one] { $count } changement
   *[other] { $count } changements
}
## La relecture : la liste du relecteur
inbox-title = Relecture
count-responses = { $count ->
    [0] aucune réponse
    [one] { $count } réponse
   *[other] { $count } réponses
}
inbox-shown = { $shown } sur { $count ->
    [one] { $count } réponse
   *[other] { $count } réponses
}
inbox-to-review = , { $count } à relire
inbox-marked = { $count ->
    [one] { $count } marquée
   *[other] { $count } marquées
}
inbox-left = { $count } encore à lire
inbox-listing = Lecture des réponses…
inbox-listed = Liste rechargée.
inbox-empty = Aucune réponse à relire ici.
inbox-none = Aucune réponse ne correspond : Retour arrière pour tout revoir.
inbox-none-found = Aucune réponse ne correspond.
inbox-searching = recherche : { $count ->
    [one] { $count } réponse encore à lire
   *[other] { $count } réponses encore à lire
}
inbox-order = Tri : { $order }
inbox-filters = Filtres : { $filters }
inbox-or = ou
inbox-unanswered = { $count ->
    [0] tout a une réponse
   *[other] { $count } sans réponse
}
inbox-last = { $by }, { $when }
inbox-queries-short = { $count } quest.
count-errors-short = { $count } err.
order-changed = dernier changement
order-name = nom
order-errors = erreurs
order-queries = questions
order-state = état
filters-title = Filtres
filter-errors = erreurs
filter-warnings = avertissements
filter-queries = questions ouvertes
filter-answered = retours à lire
filter-changed = changements depuis ma relecture
filter-empty = questions sans réponse
count-warnings-short = { $count } avert.
count-answers-short = { $count } rép.
inbox-queries = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
month-short = { $month ->
    [1] janv.
    [2] févr.
    [3] mars
    [4] avr.
    [5] mai
    [6] juin
    [7] juil.
    [8] août
    [9] sept.
    [10] oct.
    [11] nov.
   *[12] déc.
}
when-day-short = { $day ->
    [1] 1er
   *[other] { $day }
} { $month }
moment = le { $day ->
    [1] 1er
   *[other] { $day }
} { $month } à { $time }
moment-in-year = le { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year } à { $time }
inbox-nothing-wrong = Rien à signaler.
inbox-changed = { $count ->
    [one] Un changement depuis votre relecture ({ $when })
   *[other] { $count } changements depuis votre relecture ({ $when })
}
inbox-submitted-with = Soumise ({ $when }) par { $by } : « { $text } »
inbox-sent-back-with = Renvoyée ({ $when }) par { $by } : « { $text } »
inbox-accepted-with = Acceptée ({ $when }) par { $by } : « { $text } »
inbox-found = { $title } : { $text }
inbox-problem = { $title } : { $told }
inbox-kept = { $told } (gardé : « { $reason } »)
inbox-asked = « { $text } » { $by }, { $when }
inbox-answered = « { $text } » → « { $last } » { $by }, { $when }
inbox-more = { $count ->
    [one] et un autre point, à voir en ouvrant la réponse
   *[other] et { $count } autres points, à voir en ouvrant la réponse
}
inbox-refused = { $name } : { $reason }
help-keys-inbox = Dans la liste du relecteur
action-review = Relire les réponses
action-row-down = Réponse suivante
action-row-up = Réponse précédente
action-tick = Marquer, pour décider de plusieurs
action-find-response = Chercher dans les noms et les réponses
action-filters = Choisir ce qui est montré
action-sort = Changer l'ordre
action-relist = Recharger la liste
hint-read-response = lire
hint-mark-response = marquer
hint-filters = filtres
hint-sort = trier
hint-clear-all = tout effacer
hint-keep-words = garder
key-backspace = Retour arrière

## « recueil review »
cli-review = Relire les réponses : la liste, avec filtres, recherche et verdicts
cli-review-after = Sans RÉPONSE, toutes sont listées ; une réponse se nomme comme dans « recueil list ».
cli-review-form = Seulement celles de ce questionnaire
cli-review-response = Seulement celles-ci
cli-review-report = Écrire ce qui a été relu dans un fichier : .md, .html ou .json
report-which-format = { $file } : un rapport s'écrit en .md, .html ou .json, d'après le nom du fichier.

## Scripts de démonstration
tape-not-utf8 = ce n'est pas du texte UTF-8 : enregistrer le fichier en UTF-8
tape-too-many-lines = plus de { $limit } lignes : en faire plusieurs scripts
tape-too-long = le script dure plus de { $minutes } minutes à partir d'ici : en faire plusieurs
tape-hostile = un caractère invisible ou qui commanderait le terminal ({ $sign }) : l'enlever
tape-tab = une tabulation dans un texte : écrire la touche, « Tab »
tape-unclosed = il manque « { $mark } » : le mettre à la fin du texte, ou choisir un autre signe (", ' ou `)
tape-unexpected = « { $found } » n'est pas compris ici : l'enlever, ou mettre les textes entre guillemets ("…")
tape-unknown = « { $word } » n'est ni une commande ni une touche : voir la liste dans demo/README.md.
tape-function-key = « { $key } » : VHS n'a pas de touches de fonction ; écrire « { $twin } »
tape-menu-key = « { $key } » : VHS n'a pas de touches de fonction ; passer par le menu : « Ctrl+O », puis « Type "Aide" » et « Enter »
tape-no-such-key = aucune touche « { $key } » : Ctrl va avec une lettre ou une flèche, Shift avec Tab ; une majuscule se tape avec « Type »
tape-no-count = « { $key } » ne prend pas de nombre de fois : répéter la ligne
tape-times = « { $found } » fois ne va pas : un nombre entier de 1 à { $limit }
tape-needs-text = { $command } demande un texte : { $command } "…"
tape-needs-file = { $command } demande un nom ; avec des « / » au début, entre guillemets : { $command } "…"
tape-screenshot = « { $file } » : pour VHS, une image se termine par .png ; ici, elle devient .svg
tape-needs-value = il manque une valeur après { $command } : l'écrire
tape-time = { $command } : « { $found } » n'est pas une durée ; écrire par exemple 500ms ou 2s
tape-time-long = { $command } : { $seconds } secondes au plus ; la couper en plusieurs
tape-wait-where = « Wait+{ $found } » n'existe pas : écrire Wait+Screen ou Wait+Line
tape-wait-what = il manque ce qui doit se lire à l'écran : /…/
tape-pattern = /{ $found }/ n'est pas une expression régulière de VHS : fermer les parenthèses, écrire « \ » devant un signe qui vaut pour lui-même, « . » pour une barre ; les options x et R n'existent pas
tape-output-kind = { $file } : un enregistrement se fait en { $known }
tape-unknown-setting = VHS n'a pas de réglage « { $name } » : corriger son nom ou enlever la ligne
tape-set-late = « Set { $name } » est sans effet pour VHS une fois que quelque chose est fait : le mettre au début
tape-setting-number = { $name } demande un nombre, pas « { $found } »
tape-setting-value = VHS ne connaît pas { $name } « { $found } » : voir la liste de ses réglages
tape-source = « Source » lirait un autre fichier : copier ses lignes ici
tape-scroll = « { $word } » fait défiler le terminal, pas le programme : écrire PageUp ou PageDown
tape-nothing-copied = rien n'a été copié : mettre « Copy "…" » avant
tape-chapter-empty = un chapitre sans titre : l'écrire après « ## »
tape-not-started = le programme n'est pas encore lancé : mettre avant « Type "recueil …" » puis « Enter »
tape-not-recueil = « { $typed } » n'est pas « recueil … » : ce qui est pour le shell de VHS va entre « Hide » et « Show »
tape-no-command = le programme n'est jamais lancé : commencer par « Type "recueil …" » puis « Enter »
tape-shell-sign = « { $sign } » est pour un shell, qui n'est pas là : l'enlever, ou le mettre entre apostrophes
tape-no-screen = « recueil { $command } » n'ouvre pas d'écran : écrire recueil seul, recueil fill ou recueil review
tape-data-dir = --data-dir ne va pas dans un script, qui a son propre dossier : l'enlever
tape-option = l'option { $option } ne va pas ici dans un script : l'enlever
tape-head = « { $key } » est inconnu dans l'en-tête ; possibles : { $known }.
tape-head-twice = « { $key } » est déjà dit plus haut : n'en garder qu'un
tape-head-empty = il manque la valeur de « { $key } » : l'écrire après
tape-head-option = « { $option } » n'est pas compris ici : --form QUESTIONNAIRE et --id IDENTIFIANT sont possibles
tape-size = « { $found } » n'est pas une taille : colonnes x lignes, de { $min } à { $max }, par exemple 80x24
tape-date = « { $found } » n'est pas une date de ce siècle : l'écrire comme 2025-03-10T09:30
tape-language = « { $found } » n'est pas une langue connue : écrire fr ou en
tape-samples = « { $found } » réponses d'exemple ne vont pas : un nombre entier de 1 à { $limit }
tape-file = « { $found } » : écrire le nom du fichier, puis sa taille en octets ({ $limit } Mo au plus), par exemple note.pdf 12000
tape-outside = « { $file } » sortirait du dossier où l'enregistrement est écrit : enlever « .. » et le « / » du début, ou donner ce nom à « --output »
tape-beside = « { $file } » doit être un simple nom de fichier, à côté du script : enlever les dossiers
tape-id = « { $found } » ne peut pas être un identifiant : de 4 à 32 lettres minuscules sans accent et chiffres
tape-no-form = « { $key } » : aucune réponse n'est commencée ; mettre avant « #: form QUESTIONNAIRE »
tape-path = « { $found } » n'est pas le nom d'une question ou d'une page : un seul mot, comme dans le fichier du questionnaire
tape-answer = « { $found } » : écrire QUESTION = VALEUR, la valeur en JSON
world-said = cette ligne de relecture ne peut pas être comprise ({ $reason }) : { $found }
tape-json = « { $found } » n'est pas une valeur JSON : un texte entre guillemets, un nombre, true, une liste […]
tape-state = « { $found } » : une réponse est { $known }
tape-row = « { $found } » n'est pas une ligne de la liste : un nombre à partir de 1
tape-goal = « { $found } » ne se vérifie pas ; possibles : { $known }
## Enregistrements
media-cast = enregistrement que lit asciinema
media-svg = image animée
media-html = page à ouvrir dans un navigateur, avec son lecteur
media-text = transcription à lire
media-chapters-count = { $count ->
    [one] un chapitre
   *[other] { $count } chapitres
}
player-film = Enregistrement
player-play = Lire
player-pause = Pause
player-position = Moment de l'enregistrement
player-speed = Vitesse
player-chapters = Chapitres
player-transcript = Transcription
player-no-script = Sans JavaScript, l'enregistrement ne peut pas être joué ici. La transcription dit la même chose.
player-help-play = lire ou mettre en pause
player-help-jump = 5 secondes
player-help-chapter = chapitre précédent, suivant
player-help-speed = moins vite, plus vite

## Enregistrer une démonstration
cli-record = Remplir ou relire comme d'habitude, et en garder une démonstration
cli-record-after = Ce qui est tapé est remplacé par des textes fictifs à mesure qu'il est écrit ; nombres, mois et choix restent, sauf dans les questions personnelles. « recueil play FICHIER » joue la démonstration.
cli-record-file = Démonstration à écrire (.tape)
cli-record-keep-text = Garder les textes tels qu'ils sont tapés
cli-record-cast = Enregistrer aussi l'écran tel qu'il est, avec les vraies réponses (.cast)
recorded = Démonstration écrite : recueil play { $file }
record-restricted = Un accès limité à une réponse ne s'enregistre pas : retirer --restricted.
record-report = Un rapport s'écrit sans écran, il n'y a rien à enregistrer : retirer --report, ou « record ».
