#!/usr/bin/env bash
# Builds the native part of @tensorflow/tfjs-node 4.22 on Linux x86-64, for where its own install script could not:
# that downloads the TensorFlow C library, and when it cannot, npm drops an optional package without a word. Here the
# library comes out of the Python wheel tensorflow-cpu, and the two C++ files of the package are compiled against it.
#
#   bash build-tfjs-node.sh [node_modules]      the folder to build in; default: ./node_modules
#
# Needs node with npm, g++, unzip, and python3 with pip. Downloads 187 MB, once: TF_WHEELS is the folder in which the
# wheel is kept (default: tfjs-node-wheels in the user's cache), which a CI may cache. Running it again is harmless.
set -euo pipefail
TFJS_NODE=4.22.0 TENSORFLOW=2.13.1
NODE_API=8 # the highest that package lists in `binary.napi_versions`, which is where it looks for its addon

main() {
  need node 'Node.js'
  local platform
  platform=$(node -p '[process.platform, process.arch, process.report.getReport().header.glibcVersionRuntime ? "glibc" : ""].join(" ")')
  [[ $platform == 'linux x64 glibc' ]] || fail "tfjs-node can be built only on Linux x86-64 with glibc; this is $platform."
  [[ -d ${1:-node_modules} ]] || fail "There is no folder ${1:-node_modules}: run npm ci or npm install first."
  modules=$(cd "${1:-node_modules}" && pwd)
  package=$modules/@tensorflow/tfjs-node
  addon=$package/lib/napi-v$NODE_API/tfjs_binding.node

  if [[ -e $addon ]] && check >/dev/null 2>&1; then
    echo "tfjs-node is already built in $package"
    return
  fi
  need g++ 'the C++ compiler g++'
  need unzip unzip
  # Of builds that were killed; one that goes on beside this is not a day old.
  find "$modules" -maxdepth 1 -name '.build-tfjs-node-*' -mmin +1440 -exec rm -rf {} +
  # In the same file system as what is built, so that each part moves into its place at once.
  temporary=$(mktemp -d "$modules/.build-tfjs-node-XXXXXX")
  trap 'rm -rf "$temporary"' EXIT
  [[ -e $package/package.json ]] || fetch_package
  [[ $(version_of "$package") == "$TFJS_NODE" ]] ||
    fail "This builds tfjs-node $TFJS_NODE; in $package is $(version_of "$package")."
  # A build that was killed may have left the library, whole; whatever else is there does not work.
  local library=$package/deps/lib/libtensorflow.so
  if [[ ! -e $addon && -e $library ]] && compile && check; then return; fi
  if [[ -e $addon || -e $library ]]; then
    echo 'What was built before does not work: building it anew'
    rm -rf "$package/deps" "$package/lib"
  fi
  take_library
  compile || fail 'g++ could not compile the addon of tfjs-node.'
  check || fail 'tfjs-node was built, but does not work.'
}

fail() {
  echo "build-tfjs-node: $1" >&2
  exit 1
}

need() { command -v "$1" >/dev/null || fail "Building tfjs-node needs $2, which is not installed."; }

version_of() { node -p 'require(process.argv[1] + "/package.json").version' "$1" 2>/dev/null || true; }

# The package as published, without its install script. What it depends on goes inside it, so that nothing else in
# node_modules changes; tfjs itself has to be the one copy of the project, where that has one.
fetch_package() {
  need npm npm
  local fetched=$temporary/package words
  mkdir "$fetched"
  (cd "$temporary" && npm pack --silent "@tensorflow/tfjs-node@$TFJS_NODE" >/dev/null) &&
    tar -xzf "$temporary"/tensorflow-tfjs-node-*.tgz -C "$fetched" --strip-components 1 ||
    fail "npm could not fetch @tensorflow/tfjs-node@$TFJS_NODE."
  local own_tfjs
  own_tfjs=$(version_of "$modules/@tensorflow/tfjs")
  [[ -z $own_tfjs || $own_tfjs == "$TFJS_NODE" ]] ||
    fail "tfjs-node $TFJS_NODE needs @tensorflow/tfjs $TFJS_NODE; in $modules is $own_tfjs."
  words=$(node -p 'Object.entries(require(process.argv[1] + "/package.json").dependencies)
    .filter(([name]) => name !== "@tensorflow/tfjs" || process.argv[2] === "")
    .map(([name, range]) => name + "@" + range).join(" ")' "$fetched" "$own_tfjs")
  mkdir "$temporary/dependencies"
  # shellcheck disable=SC2086 # the words are separate, and none holds a space
  npm install --silent --no-save --no-package-lock --no-audit --no-fund --ignore-scripts --prefix "$temporary/dependencies" $words ||
    fail 'npm could not fetch what tfjs-node depends on.'
  mv "$temporary/dependencies/node_modules" "$fetched/node_modules"
  mkdir -p "$modules/@tensorflow"
  rm -rf "$package"
  mv "$fetched" "$package"
}

# The wheel's C++ library exports the whole C API; only the names of the files differ.
take_library() {
  local wheels=${TF_WHEELS:-$(cache_folder)/tfjs-node-wheels} wheel deps=$temporary/deps
  wheel=$(find_wheel "$wheels")
  if [[ -z $wheel ]]; then
    download_wheel "$wheels"
    wheel=$(find_wheel "$wheels")
  fi
  unzip -q -o "$wheel" -d "$temporary/wheel" tensorflow/libtensorflow_cc.so.2 tensorflow/libtensorflow_framework.so.2 \
    'tensorflow/include/*/c/*.h' 'tensorflow/include/*/ctstring*.h' ||
    fail "$wheel cannot be unpacked: remove it and run this again."
  mkdir -p "$deps/lib"
  mv "$temporary"/wheel/tensorflow/lib*.so.2 "$deps/lib/"
  mv "$temporary/wheel/tensorflow/include" "$deps/include"
  strip --strip-unneeded "$deps"/lib/*.so.2 2>/dev/null || true # a quarter smaller
  ln -s libtensorflow_framework.so.2 "$deps/lib/libtensorflow_framework.so"
  ln -s libtensorflow_cc.so.2 "$deps/lib/libtensorflow.so"
  rm -rf "$package/deps"
  mv "$deps" "$package/deps"
}

cache_folder() { echo "${XDG_CACHE_HOME:-${HOME:-$(node -p 'require("os").homedir()')}/.cache}"; }

find_wheel() { find "$1" -maxdepth 1 -name "tensorflow_cpu-$TENSORFLOW-*.whl" -print -quit 2>/dev/null || true; }

download_wheel() {
  need python3 'Python 3'
  python3 -m pip --version >/dev/null 2>&1 || fail 'Building tfjs-node needs pip (python3 -m pip), which is not installed.'
  echo "Downloading tensorflow-cpu $TENSORFLOW (187 MB) into $1"
  # Any Python that the version has a wheel for would do: nothing of it is run.
  python3 -m pip download -q --no-deps --only-binary=:all: --python-version 311 --platform manylinux_2_17_x86_64 \
    --platform manylinux2014_x86_64 -d "$temporary/download" "tensorflow-cpu==$TENSORFLOW" ||
    fail "pip could not download tensorflow-cpu $TENSORFLOW: put its wheel for Linux x86-64 into $1 and run this again."
  mkdir -p "$1"
  mv "$temporary"/download/*.whl "$1/"
}

compile() {
  local headers
  headers=$(node -p 'require("path").resolve(process.execPath, "../../include/node")')
  if [[ ! -e $headers/node_api.h ]]; then
    need npm npm
    npm install --silent --no-save --no-audit --no-fund --prefix "$temporary/headers" node-api-headers@1 ||
      fail 'npm could not fetch the headers of Node-API (node-api-headers).'
    headers=$temporary/headers/node_modules/node-api-headers/include
  fi
  echo 'Compiling the addon of tfjs-node'
  g++ -O2 -std=c++17 -fPIC -shared -DNAPI_VERSION=$NODE_API -DBUILDING_NODE_EXTENSION \
    -I"$headers" -I"$package/deps/include" "$package"/binding/*.cc \
    -L"$package/deps/lib" -ltensorflow -ltensorflow_framework -Wl,-rpath,'$ORIGIN/../../deps/lib' \
    -o "$temporary/addon" || return 1
  mkdir -p "${addon%/*}" && mv "$temporary/addon" "$addon"
}

# It loads and computes.
check() {
  (cd "$package" && TF_CPP_MIN_LOG_LEVEL=2 node -e '
    require("util").isNullOrUndefined ??= (value) => value == null // Node 23 dropped it
    const tf = require("@tensorflow/tfjs-node")
    const product = tf.matMul(tf.ones([2, 3]), tf.ones([3, 2])).dataSync()
    if (tf.getBackend() !== "tensorflow" || product.some((value) => value !== 3)) throw new Error("wrong result")
    console.log(`tfjs-node ${tf.version["tfjs-node"]} computes with TensorFlow ${tf.backend().binding.TF_Version}.`)')
}

main "$@"
