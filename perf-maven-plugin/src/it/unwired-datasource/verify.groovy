String log = new File(basedir, 'build.log').text
assert log.count('Performance budget not measured: UnwiredTest.selects  (@MaxQueries(2), UnwiredTest.java:') >= 2
assert log.contains('no captured DataSource was used')
assert log.contains('PerfDataSource.wrap(dataSource)')
// The second build has options of its own for the test JVM, which leave the agent out: it says so, and what to do.
assert log.count("The tests go without perf-agent, as the argLine of maven-surefire-plugin is '-Xmx256m'. Begin it with @{argLine}") == 1
assert log =~ /WARNING.* wrong  The agent does not reach the tests, as the argLine of maven-surefire-plugin is '-Xmx256m'/
assert log =~ /WARNING.* wrong  No captured DataSource was used/
assert log =~ /INFO.* ok     perf-junit .* is on the test class path/
