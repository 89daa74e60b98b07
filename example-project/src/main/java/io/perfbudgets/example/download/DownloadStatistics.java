package io.perfbudgets.example.download;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DownloadStatistics {

    private final JdbcClient jdbc;

    DownloadStatistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<GameDownloads> mostDownloaded(int limit) {
        return jdbc.sql("""
                select g.id as game_id, g.title as game,
                       count(*) as downloads, count(distinct c.id) as clips, count(distinct d.user_name) as users,
                       sum(d.bytes) as bytes, max(d.downloaded_on) as latest
                from downloads d
                join clips c on c.id = d.clip_id
                join games g on g.id = c.game_id
                group by g.id
                order by downloads desc, g.id
                limit :limit
                """).param("limit", limit).query(GameDownloads.class).list();
    }
}
