String log = new File(basedir, 'build.log').text
assert log =~ /budgets\.yaml:3:\d+: unknown key 'latencey'.*Did you mean 'latency'/
assert !log.contains('compiler')
