# Textes de l'écran, en français. Une ligne par texte ; « $nom » est remplacé à l'affichage.

## Comptes
count-errors = { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}

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
