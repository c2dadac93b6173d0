#!/bin/bash
# static/build.sh DIR: makes DIR from what lies here and from the npm parts of the lock file.
# Names carry a hash of their content, so that browsers may keep them for ever; manifest.hdf tells templates the names.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
out=$(realpath -m "$1")
mkdir -p "$out"
cd "$here"

if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
	npm ci --no-progress --no-audit --no-fund --loglevel=error >/dev/null
	touch node_modules/.package-lock.json
fi

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
for sheet in public staff; do
	node_modules/.bin/sass --style=compressed --no-source-map --quiet --quiet-deps --no-charset "$sheet.scss" "$made/$sheet.css"
done
cp node_modules/echarts/dist/echarts.common.min.js "$made/echarts.js"
cp ./*.js brand/mark.svg brand/mark-one-colour.svg brand/favicon.svg "$made/"

rm -f "$out"/*
for file in "$made"/*; do
	name=$(basename "$file")
	hash=$(sha256sum "$file" | cut -c1-8)
	hashed=${name%.*}.$hash.${name##*.}
	cp "$file" "$out/$hashed"
	gzip -9nk "$out/$hashed"
	key=$(echo "${name}" | tr '.-' '__')
	echo "$key = /static/$hashed" >>"$out/manifest.hdf"
done
chmod 644 "$out"/*
