String log = new File(basedir, 'build.log').text
assert log.contains('Performance budget not measured: UnwiredTest.selects  (@MaxQueries(2), UnwiredTest.java:')
assert log.contains('no captured DataSource was used')
assert log.contains('PerfDataSource.wrap(dataSource)')
