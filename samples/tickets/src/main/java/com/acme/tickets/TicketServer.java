package com.acme.tickets;
import io.javalin.Javalin;
import java.sql.*;
public class TicketServer {
    private final String url;
    public TicketServer(String url) { this.url = url; }
    public Javalin create() {
        return Javalin.create().get("/tickets", ctx -> ctx.result(list()));
    }
    public void migrate() throws SQLException {
        try (Connection c = DriverManager.getConnection(url); Statement s = c.createStatement()) {
            s.execute("create table person (id integer primary key, name text)");
            s.execute("create table ticket (id integer primary key, title text, assignee integer)");
            s.execute("insert into person values (1, 'Ann'), (2, 'Bob'), (3, 'Cid')");
            s.execute("insert into ticket values (1, 'Boiler', 1), (2, 'Door', 2), (3, 'Roof', 3)");
        }
    }
    String list() throws SQLException {
        StringBuilder out = new StringBuilder();
        try (Connection c = DriverManager.getConnection(url);
                PreparedStatement tickets = c.prepareStatement("select title, assignee from ticket order by id");
                ResultSet rows = tickets.executeQuery()) {
            while (rows.next()) {
                out.append(rows.getString(1)).append(": ").append(name(c, rows.getInt(2))).append('\n');
            }
        }
        return out.toString();
    }
    private static String name(Connection c, int id) throws SQLException {
        try (PreparedStatement person = c.prepareStatement("select name from person where id = ?")) {
            person.setInt(1, id);
            try (ResultSet row = person.executeQuery()) { row.next(); return row.getString(1); }
        }
    }
    public static void main(String[] args) throws SQLException {
        new TicketServer("jdbc:sqlite:tickets.db").create().start(8080);
    }
}
