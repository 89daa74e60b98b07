new File(basedir, '.gitignore').text = 'target\nbuild.log\n'
[['init', '-q', '-b', 'main'], ['add', '-A'],
 ['-c', 'user.name=it', '-c', 'user.email=it@localhost', '-c', 'commit.gpgsign=false', 'commit', '-q', '-m', 'sample']].each {
    def git = (['git'] + it).execute(null, basedir)
    assert git.waitFor() == 0 : git.err.text
}
return true
