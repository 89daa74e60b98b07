package com.acme.readings

import com.sun.net.httpserver.HttpServer
import io.perfbudgets.junit.MaxQueries
import io.perfbudgets.junit.NoNPlusOne
import java.net.InetSocketAddress
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.sql.Connection
import java.sql.DriverManager
import kotlin.concurrent.thread
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.Test

class ReadingsTest {
    @Test
    @MaxQueries(1)
    fun `reads all sensors at once`() {
        connect().use { it.ask("select name from sensor") }
    }

    @Test
    @MaxQueries(2)
    fun `counts what a thread of its own reads`() {
        thread { connect().use { it.ask("select name from sensor") } }.join()
        connect().use { it.ask("select name from sensor") }
    }

    @Test
    @NoNPlusOne
    fun `lists the latest reading of each sensor`() {
        assertEquals("boiler: 81, cellar: 12, roof: 24", get("/readings"))
    }

    private fun get(path: String): String {
        val uri = URI.create("http://localhost:${server.address.port}$path")
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body()
    }

    companion object {
        private val kept = connect()
        private val server = HttpServer.create(InetSocketAddress("localhost", 0), 0)

        @JvmStatic
        @BeforeAll
        fun start() {
            kept.createStatement().execute(
                "create table sensor (name varchar(20)); create table reading (sensor varchar(20), degrees int);" +
                    "insert into sensor values ('boiler'), ('cellar'), ('roof');" +
                    "insert into reading values ('boiler', 81), ('cellar', 12), ('roof', 24)"
            )
            server.createContext("/readings") { exchange ->
                val body = latest().toByteArray()
                exchange.sendResponseHeaders(200, body.size.toLong())
                exchange.responseBody.use { it.write(body) }
            }
            server.start()
        }

        @JvmStatic
        @AfterAll
        fun stop() {
            server.stop(0)
            kept.close()
        }

        private fun latest() = connect().use { database ->
            database.ask("select name from sensor order by name").joinToString { sensor ->
                "$sensor: " + database.ask("select max(degrees) from reading where sensor = ?", sensor).first()
            }
        }

        private fun connect(): Connection = DriverManager.getConnection("jdbc:h2:mem:readings")

        private fun Connection.ask(sql: String, vararg values: String): List<String> =
            prepareStatement(sql).use { query ->
                values.forEachIndexed { at, value -> query.setString(at + 1, value) }
                query.executeQuery().use { rows -> generateSequence { if (rows.next()) rows.getString(1) else null }.toList() }
            }
    }
}
