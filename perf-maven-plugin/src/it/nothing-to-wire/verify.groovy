String log = new File(basedir, 'build.log').text
assert log =~ /kept +PlainJdbcTest.selects +queries +1 +of 1 /
assert log =~ /kept +PlainJdbcTest.selectsOnOtherThreads +queries +2 +of 2 /
assert !log.contains('perf-agent')
