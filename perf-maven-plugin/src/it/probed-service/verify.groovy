String log = new File(basedir, 'build.log').text
int second = log.lastIndexOf('Scanning for projects')
def (probed, skipped) = [log.substring(0, second), log.substring(second)]

assert probed.contains('Probing service')
assert probed.indexOf('maven-jar-plugin') < probed.indexOf(':probe (default)')
assert probed.indexOf(':probe (default)') < probed.indexOf(':check (default)')
assert probed.contains('start 5: ready after ')
assert probed =~ /load health: 110 requests in .*, 0 % failed/
assert probed.contains('Performance budgets of probed-service: 4 kept, 1 broken')
assert probed.contains('Performance budget broken: service  (process.memory.peak, budgets.yaml:7)')
assert probed.contains('BUILD FAILURE')
assert new File(basedir, 'target/perf/probe/service-5.log').text.contains('Listening on ')

def found = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/perf/verdicts.json')).verdicts
    .collectEntries { [it.metric, it.verdict] }
assert found == [startup: 'WITHIN', 'memory.idle': 'WITHIN', 'memory.peak': 'BREACHED', 'memory.perRequest': 'WITHIN',
    'latency.p95': 'WITHIN']
String report = new File(basedir, 'target/perf/report/index.html').text
assert report.contains('memory.peak') && report.contains('GET /health (load health)')

assert skipped.contains('The application was not probed (perf.probe.skip): no budget of process is judged')
assert skipped.contains('BUILD SUCCESS')
