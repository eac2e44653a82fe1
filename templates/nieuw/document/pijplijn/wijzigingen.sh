#!/bin/sh
# Schrijft in de map “wijzigingen” wat een voorstel verandert: een bestand per lezer, zoals die lezer
# het mag zien, en overzicht.md om als opmerking bij het voorstel te zetten.
#
#   sh pijplijn/wijzigingen.sh COMMIT    # de stand waarmee het voorstel wordt vergeleken
set -eu

stand="$(git rev-parse --verify "$1^{commit}")"
rm -rf wijzigingen .vergelijken
mkdir wijzigingen
# in een kopie heet die stand even editie 0-hoofdtak; in uw eigen git-opslag komt er geen editie bij
git clone --quiet --shared . .vergelijken
git -C .vergelijken -c user.name=pijplijn -c user.email=pijplijn@localhost \
  tag -a v0-hoofdtak -m "De stand voor dit voorstel" "$stand"
cd .vergelijken
lezers="$(wijk build --plan readers)"
for lezer in $lezers; do
  bestand="../wijzigingen/$(echo "$lezer" | tr / .).md"
  if ! wijk diff 0-hoofdtak werkversie --reader "$lezer" --format md -o "$bestand"; then
    # een nieuwe lezer bijvoorbeeld; waarom staat in het verslag van de taak
    printf 'Voor %s is er niets om mee te vergelijken.\n\n' "$lezer"
  elif grep -q '^### ' "$bestand"; then
    printf '<details>\n<summary>%s</summary>\n\n' "$lezer"
    sed 's/editie 0\\-hoofdtak/de hoofdtak/' "$bestand"
    printf '\n</details>\n\n'
  fi
done > ../wijzigingen/overzicht.md
cd ..
rm -rf .vergelijken
[ -s wijzigingen/overzicht.md ] || echo "Voor geen enkele lezer verandert er iets." > wijzigingen/overzicht.md
