#!/bin/bash
# How many requests a second the probe drives, and how much latency it adds, beside ab and wrk: the same small server, the
# same number of connections, in turns. Debian: apt-get install apache2-utils wrk.
#   perf-benchmarks/load-duel.sh [ROUNDS [REQUESTS [CONNECTIONS [close]]]]
# With "close" each request has a connection of its own, which wrk cannot do.
# Needs perf-probe/target/perf-probe-*-cli.jar: mvn -o package -pl perf-probe -am -DskipTests
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
rounds=${1:-5} requests=${2:-400000} connections=${3:-10}
clients="ab wrk probe" keep=-k kept=true
[ "${4:-}" = close ] && clients="ab probe" keep="" kept=false
jar=$(ls "$here"/../perf-probe/target/perf-probe-*-cli.jar)
work=$(mktemp -d) && trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
port=$((20000 + RANDOM % 20000)) url=http://127.0.0.1:$port/

java -cp "$jar" "$here/src/main/duel/EchoServer.java" $port & server=$!
until curl -fs -o /dev/null "$url"; do sleep 0.1; done

cat >"$work/budgets.yaml" <<YAML
version: 1
process:
  url: http://127.0.0.1:$port
  http: { keepAlive: $kept }
  load:
    warm: { request: GET /, requests: $((requests / 2)), concurrency: $connections }
    duel: { request: GET /, requests: $requests, concurrency: $connections, latency: { p50: 10s } }
YAML

# Each prints: requests a second, p50 and p99 in milliseconds.
with_ab() {
  ab -q $keep -e "$work/ab.csv" -n "$requests" -c "$connections" "$url" 2>&1 |
    awk -v csv="$work/ab.csv" -F'[ ,]+' '/^Requests per second/ { rate = $4 }
      END { while ((getline line < csv) > 0) { split(line, at, ","); ms[at[1]] = at[2] } print rate, ms[50], ms[99] }'
}
with_wrk() {
  wrk -t 1 -c "$connections" -d 4s --latency "$url" | awk '
    function ms(text) { return text ~ /us$/ ? text / 1000 : text ~ /ms$/ ? text + 0 : text * 1000 }
    $1 == "50%" { p50 = ms($2) } $1 == "99%" { p99 = ms($2) } /^Requests\/sec/ { rate = $2 } END { print rate, p50, p99 }'
}
with_probe() {
  (cd "$work" && java -jar "$jar" --quiet budgets.yaml >probe.log) || { cat "$work/probe.log" >&2; exit 1; }
  python3 - "$work/perf/probe/probe.json" <<'PYTHON'
import json, sys
duel = json.load(open(sys.argv[1]))["load"][1]
latency = duel["answers"][0]["latency"]
print(duel["perSecond"], latency["p50"] / 1e6, latency["p99"] / 1e6)
PYTHON
}

with_ab >/dev/null && with_ab >/dev/null # warms the server up
echo "round client requests/s p50_ms p99_ms"
for round in $(seq "$rounds"); do
  for client in $clients; do
    echo "$round $client $(with_$client)" | tee -a "$work/rounds"
  done
done
python3 - "$work/rounds" <<'PYTHON'
import statistics, sys
rows = [line.split() for line in open(sys.argv[1])]
def column(client, index):
    return [float(row[index]) for row in rows if row[1] == client]
for index, name in ((2, "requests/s"), (3, "p50"), (4, "p99")):
    for other in ("ab", "wrk"):
        pairs = [p / o for p, o in zip(column("probe", index), column(other, index)) if o]
        if pairs:
            print(f"probe / {other}, {name}: median {statistics.median(pairs):.2f} of {len(pairs)} rounds")
PYTHON
