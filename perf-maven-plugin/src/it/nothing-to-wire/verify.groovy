String log = new File(basedir, 'build.log').text
assert log =~ /kept +PlainJdbcTest.selects +queries +1 +of 1 /
assert log =~ /kept +PlainJdbcTest.selectsOnOtherThreads +queries +2 +of 2 /
assert !log.contains('perf-agent')

// On the module path each jar has a name of its own, and no two hold the same package.
def packages = [:]
['core', 'junit', 'agent'].each { module ->
    def jar = new File(localRepositoryPath, "io/perfbudgets/perf-$module").listFiles()
            .findAll { it.directory }.collectMany { it.listFiles().toList() }.find { it.name ==~ /perf-.*\.jar/ }
    new java.util.jar.JarFile(jar).withCloseable { opened ->
        assert opened.manifest.mainAttributes.getValue('Automatic-Module-Name') == "io.perfbudgets.$module"
        opened.entries().findAll { it.name.endsWith('.class') && !it.name.startsWith('META-INF') }
                .collect { it.name.substring(0, it.name.lastIndexOf('/')) }.unique()
                .each { assert packages.put(it, module) in [null, module] : it }
    }
}
return true
