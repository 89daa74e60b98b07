package com.acme.songs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The songs, each with its singer, who is asked for one by one. */
@Path("/songs")
public class SongResource {
    private final DataSource database;

    SongResource(DataSource database) {
        this.database = database;
    }

    /** What is shown of a song. */
    public record Song(String title, String singer) {}

    @GET
    public List<Song> all() throws SQLException {
        List<Song> songs = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select title, singer_id from song order by id");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                songs.add(new Song(rows.getString(1), singer(connection, rows.getLong(2))));
            }
        }
        return songs;
    }

    private static String singer(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select name from singer where id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
