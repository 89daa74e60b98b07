String log = new File(basedir, 'build.log').text
assert log =~ /kept +GET \/total +queries.exactly +2 +of 2 /
assert log =~ /kept +GET \/total +connections +2 +of 2 /
assert log.contains('Performance budget broken: ShopTest.namesCustomers  (@NoNPlusOne, ShopTest.java:')
assert log =~ /1 x  select .* from orders o1_0   \(Desk\.java:\d+\)/
assert log =~ /3 x  select .* from customers .*   \(Desk\.java:\d+\)   <- N\+1: once per row of orders, 3 different values/
assert log.contains('Performance budgets of spring-boot-3: 2 kept, 1 broken')
