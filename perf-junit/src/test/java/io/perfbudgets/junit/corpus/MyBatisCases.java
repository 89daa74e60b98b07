package io.perfbudgets.junit.corpus;

import static io.perfbudgets.junit.corpus.Answer.FINE;
import static io.perfbudgets.junit.corpus.Answer.N_PLUS_ONE;

import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Many;
import org.apache.ibatis.annotations.One;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Result;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.mapping.FetchType;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** MyBatis mappers and nested selects. */
final class MyBatisCases implements AutoCloseable {
    private static final SqlSessionFactory FACTORY = factory();
    private static final String IN =
            " in <foreach item='id' collection='ids' open='(' separator=',' close=')'>#{id}</foreach>";

    private final SqlSession session = FACTORY.openSession();
    private final GameMapper games = session.getMapper(GameMapper.class);

    private static SqlSessionFactory factory() {
        Configuration configuration =
                new Configuration(new Environment("corpus", new JdbcTransactionFactory(), Games.DATA));
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.addMapper(GameMapper.class);
        return new SqlSessionFactoryBuilder().build(configuration);
    }

    public static class GameRow {
        private int id;
        private List<String> tags = List.of();
        private String season = "";

        public int getId() {
            return id;
        }

        public void setId(int id) {
            this.id = id;
        }

        public List<String> getTags() {
            return tags;
        }

        public void setTags(List<String> tags) {
            this.tags = tags;
        }

        public String getSeason() {
            return season;
        }

        public void setSeason(String season) {
            this.season = season;
        }
    }

    interface GameMapper {
        @Select("select id from games")
        List<Integer> ids();

        @Select("select tag from tags where game_id = #{game}")
        List<String> tags(int game);

        @Select("select name from seasons where id = #{season}")
        String season(int season);

        @Select("select id, id as game from games")
        @Result(property = "id", column = "id", id = true)
        @Result(property = "tags", column = "game", many = @Many(select = "tags"))
        List<GameRow> withNestedTags();

        @Select("select id, season_id from games")
        @Result(property = "season", column = "season_id", one = @One(select = "season"))
        List<GameRow> withNestedSeason();

        @Select("select id, id as game from games")
        @Result(property = "id", column = "id", id = true)
        @Result(property = "tags", column = "game", many = @Many(select = "tags", fetchType = FetchType.LAZY))
        List<GameRow> withLazyTags();

        @Select("select g.id, s.name as season from games g join seasons s on s.id = g.season_id")
        List<GameRow> joined();

        @Select("<script>select tag from tags where game_id" + IN + "</script>")
        List<String> tagsOfAll(@Param("ids") List<Integer> ids);

        @Select("select id from games order by id limit #{size} offset #{from}")
        List<Integer> page(@Param("from") int from, @Param("size") int size);

        @Insert("insert into drafts values (#{id}, 'draft')")
        void draft(int id);

        @Delete("delete from drafts")
        void deleteDrafts();
    }

    @Override
    public void close() {
        session.close();
    }

    @Right(N_PLUS_ONE)
    void selectsForEachRow() {
        for (int game : games.ids()) {
            games.tags(game);
        }
    }

    @Right(N_PLUS_ONE)
    void nestsASelectForACollection() {
        games.withNestedTags();
    }

    @Right(N_PLUS_ONE)
    void nestsASelectForOne() {
        games.withNestedSeason();
    }

    @Right(N_PLUS_ONE)
    void nestsASelectThatIsLazyAndTouchesIt() {
        for (GameRow game : games.withLazyTags()) {
            game.getTags();
        }
    }

    @Right(FINE)
    void nestsASelectThatIsLazyAndLeavesItAlone() {
        games.withLazyTags();
    }

    @Right(FINE)
    void joins() {
        games.joined();
    }

    @Right(FINE)
    void readsInChunksOfKeys() {
        List<Integer> ids = games.ids();
        for (int from = 0; from < ids.size(); from += 2) {
            games.tagsOfAll(ids.subList(from, from + 2));
        }
    }

    @Right(FINE)
    void readsPageByPage() {
        for (int from = 0; from < Games.COUNT; from += 3) {
            games.page(from, 3);
        }
    }

    @Right(FINE)
    void hasTheSameRowsInItsSession() {
        for (int i = 0; i < 5; i++) {
            games.tags(7);
        }
    }

    @Right(FINE)
    void insertsInOneBatch() {
        try (SqlSession batch = FACTORY.openSession(ExecutorType.BATCH)) {
            GameMapper mapper = batch.getMapper(GameMapper.class);
            for (int id = 0; id < 5; id++) {
                mapper.draft(id);
            }
            batch.flushStatements();
            mapper.deleteDrafts();
            batch.flushStatements();
        }
    }
}
