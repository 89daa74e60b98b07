def git(String... words) {
    def settings = ['-c', 'user.name=it', '-c', 'user.email=it@localhost', '-c', 'commit.gpgsign=false']
    def process = (['git'] + settings + words.toList()).execute(null, basedir)
    def said = process.inputStream.text + process.errorStream.text
    assert process.waitFor() == 0 : said
}

def test = new File(basedir, 'src/test/java/GamesTest.java')
String good = test.text
new File(basedir, '.gitignore').text = 'target\nbuild.log\n'
git('init', '-q', '-b', 'main')
test.text = good.replace('class GamesTest {', 'class GamesTest { int broken = "no number";')
git('add', '-A')
git('commit', '-q', '-m', 'does not compile')
git('branch', 'broken')
test.text = good
git('commit', '-q', '-a', '-m', 'sample')
// What is not committed is what is measured as after: a request to one more route.
test.text = good.replace('Perf.measure("sync", () -> games.get("/games"));',
        'games.get("/slow-games"); Perf.measure("sync", () -> games.get("/games"));')
assert test.text != good
return true
