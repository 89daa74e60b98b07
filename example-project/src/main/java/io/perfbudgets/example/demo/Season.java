package io.perfbudgets.example.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The rows of one season. Everything is drawn from one seeded source, table by table. */
class Season {

    private static final int GAMES = 150;
    private static final int ANNOTATIONS = 40 * GAMES;
    private static final int PROJECTS = 30;
    private static final int CLIPS = 8 * GAMES;
    private static final int RAW_CLIPS = 200;
    private static final int RAW_KEYFRAMES = 800;
    private static final int DOWNLOADS = 5 * CLIPS;
    private static final long GAME_MILLIS = 90 * 60_000L;
    private static final LocalDate KICK_OFF = LocalDate.of(2025, 8, 16);

    private static final List<String> CLUBS = List.of(
            "Harbour Rovers",
            "Northgate",
            "Millbrook",
            "Ashford Town",
            "Riverside",
            "Old Forge",
            "Kingsway",
            "Lakeside Athletic",
            "Weston Park",
            "Hillcrest",
            "St Aidan's",
            "Eastfield",
            "Grange United",
            "Southport",
            "Valley Wanderers",
            "Castle Green");
    private static final List<String> KINDS = List.of("GOAL", "SHOT", "FOUL", "CORNER", "SAVE", "SUBSTITUTION");
    private static final List<String> MOMENTS = List.of(
            "Low drive from the edge of the box",
            "Header at the far post",
            "Late challenge in midfield",
            "Short corner worked back",
            "One-handed save",
            "Counter down the left",
            "Free kick over the wall",
            "Penalty appeal waved away",
            "Long throw flicked on",
            "Cut back for the late runner");
    private static final List<String> PROJECT_KINDS =
            List.of("Highlights", "Scouting", "Set pieces", "Referee review", "Academy", "Press kit");
    private static final List<String> PEOPLE =
            List.of("amara", "bjorn", "chloe", "dmitri", "elena", "farid", "greta", "hugo", "ines", "jonas", "keiko");
    private static final List<String> CAMERAS =
            List.of("main stand", "behind goal north", "behind goal south", "drone");

    private final SplittableRandom random = new SplittableRandom(20250816);

    void insertInto(Connection connection) throws SQLException {
        insert(connection, "games (title, venue, played_on, status)", GAMES, this::game);
        insert(connection, "annotations (game_id, kind, label, at_millis, keyframes)", ANNOTATIONS, this::annotation);
        insert(connection, "projects (name, owner, created_on)", PROJECTS, this::project);
        insert(connection, "clips (game_id, project_id, title, start_millis, end_millis)", CLIPS, this::clip);
        insert(connection, "downloads (clip_id, user_name, bytes, downloaded_on)", DOWNLOADS, this::download);
        insert(connection, "raw_clips (game_id, camera, keyframe_count, keyframes)", RAW_CLIPS, this::rawClip);
    }

    private List<Object> game(int index) {
        int home = index % CLUBS.size();
        int away = (home + 1 + index / CLUBS.size()) % CLUBS.size();
        return List.of(
                CLUBS.get(home) + " v " + CLUBS.get(away),
                CLUBS.get(home) + " Ground",
                KICK_OFF.plusDays(index * 2L).toString(),
                "FINISHED");
    }

    private List<Object> annotation(int index) {
        int game = 1 + index % GAMES;
        long at = random.nextLong(GAME_MILLIS);
        return List.of(game, pick(KINDS), pick(MOMENTS), at, Track.json(random, at, 6));
    }

    private List<Object> project(int index) {
        String name = CLUBS.get(index % CLUBS.size()) + " " + PROJECT_KINDS.get(index % PROJECT_KINDS.size());
        return List.of(name, pick(PEOPLE), KICK_OFF.plusDays(index * 7L).toString());
    }

    private List<Object> clip(int index) {
        // Neighbouring clips are of different games: work on a season goes through it round by round.
        int game = 1 + index % GAMES;
        long start = random.nextLong(GAME_MILLIS);
        return List.of(
                game, 1 + random.nextInt(PROJECTS), pick(MOMENTS), start, start + random.nextLong(5_000, 30_000));
    }

    private List<Object> rawClip(int index) {
        return List.of(
                1 + index / 2,
                CAMERAS.get(index % CAMERAS.size()),
                RAW_KEYFRAMES,
                Track.json(random, random.nextLong(GAME_MILLIS / 2), RAW_KEYFRAMES));
    }

    private List<Object> download(int index) {
        int clip = 1 + Math.min(random.nextInt(CLIPS), random.nextInt(CLIPS)); // the early ones are loved more
        return List.of(
                clip,
                pick(PEOPLE),
                random.nextLong(2_000_000, 48_000_000),
                KICK_OFF.plusDays(1 + index * 300L / DOWNLOADS).toString());
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static void insert(Connection connection, String target, int rows, Row row) throws SQLException {
        long columns = target.chars().filter(c -> c == ',').count() + 1;
        String marks = String.join(
                ", ", IntStream.range(0, (int) columns).mapToObj(i -> "?").toList());
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + target + " values (" + marks + ")")) {
            for (int index = 0; index < rows; index++) {
                List<Object> values = row.at(index);
                for (int i = 0; i < values.size(); i++) {
                    insert.setObject(i + 1, values.get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private interface Row {

        List<Object> at(int index);
    }
}
