# Textes de l'écran, en français. Une ligne par texte ; « $nom » est remplacé à l'affichage.

## Comptes
count-errors = { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}
