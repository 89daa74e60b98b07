String log = new File(basedir, 'build.log').text
def rounds = log.readLines().findAll { it =~ /Round \d of 2: building/ }
assert rounds.size() >= 4
assert rounds[0] =~ /building \w{10}, log .*before-1\.log/ && rounds[1].contains('building what is checked out')
assert rounds[2].contains('building what is checked out') && rounds[3].contains('before-2.log')
def compared = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/perf/compare.json'))
assert compared.sameMachine
def queries = { name -> compared.changes.find { it.subject.name == name && it.metric == 'queries' } }
assert queries('GET /slow-games').with { after == 8 && word == 'NEW' }
assert queries('GET /games').word == 'SAME'
assert log.contains("perf.against is 'no-such-branch', which names no commit here")
assert log =~ /The build of commit \w{40} fails: see .*before-1\.log/
assert new File(basedir, 'target/perf/against/before-1.log').text.contains('COMPILATION ERROR')
// Whatever happened, no work tree is left, and the checkout is as it was.
assert !new File(basedir, 'target/perf/against/base').exists()
assert ['git', 'worktree', 'list'].execute(null, basedir).text.readLines().size() == 1
assert !new File(basedir, '.perf').exists()
