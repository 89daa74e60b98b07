#!/bin/bash
# Latency verdicts on this machine while every core is loaded in random bursts; see README.md.
# Usage: machine-trial.sh [RUNS [TIME]]   where TIME (10s) is the longest for one of the four tests; from a checkout whose modules are compiled (mvn test-compile)
set -euo pipefail
runs=${1:-50}
time=${2:-10s}
here=$(cd "$(dirname "$0")" && pwd)
folder="$here/target/machine-trial"
mkdir -p "$folder/.mvn" "$folder/target"
(cd "$here/.." && mvn -q -B test-compile dependency:build-classpath -pl perf-benchmarks -am \
    -DincludeScope=test -Dmdep.outputFile="$folder/classpath") > "$folder/build.log" 2>&1 || { tail -20 "$folder/build.log"; exit 1; }
cd "$folder"
trial() { java "$@" -cp "$here/target/test-classes:$here/target/classes:$(cat classpath)" \
    io.perfbudgets.benchmarks.trial.MachineTrial "$step"; }

step=calibrate trial

bursts() { # busy for 0.1 to 2 seconds, then quiet for as long, until it is stopped
    trap 'exit 0' TERM
    while :; do
        end=$(($(date +%s%N) + (RANDOM % 1900 + 100) * 1000000))
        while [ "$(date +%s%N)" -lt "$end" ]; do for _ in {1..2000}; do :; done; done
        sleep "$((RANDOM % 2)).$((RANDOM % 9 + 1))"
    done
}
burners=()
stop() { kill "${burners[@]}" 2>/dev/null || true; }
trap stop EXIT
trap "exit 130" INT TERM
for _ in $(seq "$(nproc)"); do bursts & burners+=($!); done

# 100 rounds of work are at 1/1.3 of the limit; 169 are at 1.3 times the limit.
for rounds in 100 169; do : > "verdicts-$rounds"; done
for run in $(seq "$runs"); do
    for rounds in 100 169; do # in turns, so that both find the machine alike
        step=run trial -Dtrial.rounds=$rounds -Dperf.latency.maxTime="$time" 2>> "run.log" | grep '^VERDICT' | sed "s/^/$run /" >> "verdicts-$rounds" || true   # a red run fails, and is counted below
    done
done

missing=0
for rounds in 100 169; do
    echo "== $rounds rounds, the limit at 130 =="
    awk '{ count[$3 " " $4]++; all[$1] = 1; if ($4 == "BREACHED") red[$1] = 1 }
         END { for (each in count) print count[each], each; n = 0; for (r in red) n++; m = 0; for (r in all) m++
               print "red runs:", n, "of", m }' "verdicts-$rounds" | sort -k2
    recorded=$(cut -d' ' -f1 "verdicts-$rounds" | sort -u | wc -l)
    if [ "$recorded" -ne "$runs" ]; then
        echo "Only $recorded of $runs runs came to a verdict: run.log says why" >&2
        missing=1
    fi
done
exit $missing
