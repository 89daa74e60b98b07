String[] builds = new File(basedir, 'build.log').text.split('Scanning for projects')
assert builds.length == 4
assert builds[1] =~ /kept +list-games +latency\.max .* of 40 s +games\/budgets\.yaml:3/
assert builds[1] =~ /kept +list-games +queries .* of 5 +budgets\.yaml:3/
assert builds[1] =~ /kept +list-clips +queries .* of 4 +budgets\.yaml:6/
assert !builds[1].contains('not measured')
assert builds[1] =~ /Report: .*reactor-with-module-budgets\/target\/perf\/aggregate\/index\.html/
def page = new File(basedir, 'target/perf/aggregate/index.html').text
def index = new groovy.json.JsonSlurper().parseText(page.substring(page.indexOf('id="index">') + 'id="index">'.length()).trim().replaceAll(/(?s)<\/script>.*/, ''))
assert index.name == 'reactor' && index.passed
assert index.modules*.name == ['games', 'clips', 'tools']
assert index.subjects.findAll { it.k == 'operation' }*.n.sort() == ['list-clips', 'list-games']
assert index.statuses.find { it.style == 'kept' }.count >= 4
assert index.statuses.find { it.style == 'unmeasured' }.count == 0
assert new File(basedir, 'target/perf/aggregate/summary.md').text.count('### ') == 3
assert builds[2].contains('no operation matched list-projects; observed were list-clips, list-games') ||
    builds[2].contains('no operation matched list-projects; observed were list-games, list-clips')
assert builds[2].count('NOT MEASURED: ') == 1
assert builds[3] =~ /WARNING.*Performance budget not measured: list-clips/
