String[] builds = new File(basedir, 'build.log').text.split('Scanning for projects')
assert builds.length == 4
assert builds[1] =~ /kept +list-games +latency\.max .* of 40 s +games\/budgets\.yaml:3/
assert builds[1] =~ /kept +list-games +queries .* of 5 +budgets\.yaml:3/
assert builds[1] =~ /kept +list-clips +queries .* of 4 +budgets\.yaml:6/
assert !builds[1].contains('not measured')
assert builds[2].contains('no operation matched list-projects; observed were list-clips, list-games') ||
    builds[2].contains('no operation matched list-projects; observed were list-games, list-clips')
assert builds[2].count('NOT MEASURED: ') == 1
assert builds[3] =~ /WARNING.*Performance budget not measured: list-clips/
