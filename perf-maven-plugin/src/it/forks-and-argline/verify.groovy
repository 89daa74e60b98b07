String log = new File(basedir, 'build.log').text
assert log.contains('from 3 test JVMs')
assert new File(basedir, 'target/jacoco.exec').length() > 0
def verdicts = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/perf/verdicts.json'))
assert verdicts.verdicts.find { it.subject.name == 'sync' }.evidence.units == 3
// JaCoCo's agent and ours are both there, and the options of the user too.
assert log =~ /kept +SecondTest.syncs +queries +1 +of 1 /
