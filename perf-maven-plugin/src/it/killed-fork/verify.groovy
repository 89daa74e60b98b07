// Surefire fails the build; the report then names the test.
String log = new File(basedir, 'build.log').text
assert log =~ /The test JVM \d+ did not finish; it was in KilledTest\.second\./
assert log =~ /kept +sync +latency\.max/
