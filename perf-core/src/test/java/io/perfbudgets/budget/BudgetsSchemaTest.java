package io.perfbudgets.budget;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetsSchemaTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path PAGE = Path.of("../docs/budgets-yaml.md");

    /** What takes more than the shape of one document to see. */
    private static final Pattern BEYOND_A_SCHEMA = Pattern.compile("stands here a second time|is larger than"
            + "|matches no requests|are the same method|a YAML tag stands here|a second document"
            + "|process starts nothing|needs a process that is started|needs a command|needs process\\.soak"
            + "|need process\\.load|there is no scenario|no values for|is in no place|is no regular expression"
            + "|times as fast|does not say from when on");

    private static final List<String> VALUES = List.of(
            "1",
            "0",
            "3",
            "-1",
            "3.5",
            "99999999999999999999",
            "'3'",
            "true",
            "null",
            "~",
            "''",
            "' '",
            "word",
            "[]",
            "{}",
            "[1]",
            "{ a: 1 }",
            "forbid",
            "allow",
            "forbidden",
            "fail",
            "warn",
            "ignore",
            "Fail",
            "200ms",
            "1.5s",
            "0ms",
            "0.0s",
            "200",
            "200 ms",
            "1_000ms",
            "1__0ms",
            "-5ms",
            "200MS",
            "10MB",
            "250µs",
            ".5s",
            "99.9%",
            "100%",
            "49.9%",
            "50%",
            "99.9999%",
            "GET /api/games",
            "get /api",
            "/api",
            "GET api",
            "\"* /**\"",
            "[GET /a, GET /b]",
            "[GET /a, 3]",
            "'GET /a?b=1'",
            "\"GET /api/*/{id}\"",
            "com.acme.Sync.sync",
            "sync",
            "a..b",
            "a.b()",
            "2027-01-31",
            "2027-1-31",
            "31.01.2027",
            "GET /a latency.p95",
            "GET /a latency.p59",
            "latency.p95",
            "a queries",
            "a queries.total",
            "a queries.exactly",
            "a rows",
            "a rows.updated",
            "a rows.read",
            "a duplicates",
            "a connections",
            "a connectionLeaks",
            "a transaction",
            "a slowRequests",
            "a allocation",
            "a regression.latency.p95",
            "a regression.latency.max",
            "a regression.queries",
            "{ latency.p95: 5%, queries: 0 }",
            "{ latency.p95: 5 }",
            "{ latency.max: 5% }",
            "1000%",
            "5.5%",
            "a responseSize",
            "a memory.retained",
            "a memory.peakHeap",
            "a threads",
            "{ retained: 1MB, peakHeap: 512MB, growth: flat }",
            "{ p95: 1s }",
            "1.2x",
            "0x",
            "1.2 x",
            "1.2345678x",
            "{ p95: 1.2x }",
            "{ p95: 1.2x, reference: GET /api/health }",
            "{ p95: 1.2x, reference: 3 }",
            "{ p95: 1s, reference: GET /api/health }",
            "{ p95: 1s, p50: 1.2x, reference: GET /api/health }",
            "{ mean: 1.2x, reference: GET /api/health }",
            "{ p59: 1s }",
            "{ total: 3 }",
            "{ exactly: 3 }",
            "{ exactly: 3, total: 3 }",
            "{ exactly: 3, select: 2 }",
            "{ read: 1000, updated: 10 }",
            "{ read: 10ms }",
            "{ select: 0 }",
            "{ max: 3 }",
            "{ max: 3ms }",
            "{ p95: 3 }",
            "1%",
            "0%",
            "0.5 %",
            "100%",
            "50/s",
            "0/s",
            "1.5/min",
            "50/d",
            "whole",
            "[ { table: countries, reason: '40 rows' } ]",
            "{ nPlusOne: forbid }",
            "flat",
            "256MiB",
            "256mb",
            "200",
            "https://localhost:8080",
            "https://localhost/api",
            "/metrics",
            "http://a:1/metrics",
            "Started .* in",
            "all",
            "{ log: up }",
            "{ path: /up, status: 204 }",
            "{ path: /up, log: up }",
            "{ request: GET /a, requests: 10 }",
            "{ request: GET /a, requests: 10, concurrency: 2, rate: 3 }",
            "{ request: GET /a, rate: 10, duration: 5s, latency: { p95: 1s } }",
            "{ request: [GET /a, { request: GET /b, weight: 2 }], rate: 10 }",
            "{ request: GET /a, status: [200, 404], body: x }",
            "{ request: GET /a, body: x, bodyFile: y }",
            "{ load: l, duration: 1h, rate: 10, compress: 60 }",
            "{ load: l, rate: 10 }");

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(json());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: %s",
                "{ version: 1, requests: %s }",
                "{ version: 1, requests: { g: %s } }",
                "{ version: 1, requests: { g: { match: %s } } }",
                "{ version: 1, requests: { g: { match: GET /, latency: %s } } }",
                "{ version: 1, requests: { g: { match: GET /, latency: { p95: %s } } } }",
                "{ version: 1, requests: { g: { match: GET /, queries: %s } } }",
                "{ version: 1, requests: { g: { match: GET /, queries: { select: %s } } } }",
                "{ version: 1, requests: { g: { match: GET /, queries: { exactly: %s } } } }",
                "{ version: 1, requests: { g: { match: GET /, nPlusOne: %s } } }",
                "{ version: 1, requests: { g: { match: GET /, duplicates: %s } } }",
                "{ version: 1, requests: { g: { match: GET /, rows: %s } } }",
                "{ version: 1, requests: { g: { match: GET /, rows: { read: %s } } } }",
                "{ version: 1, operations: { g: { connections: %s } } }",
                "{ version: 1, operations: { g: { connectionLeaks: %s } } }",
                "{ version: 1, tests: { com.acme.*: { transaction: %s } } }",
                "{ version: 1, operations: { g: { allocation: %s } } }",
                "{ version: 1, requests: { g: { match: GET /, responseSize: %s } } }",
                "{ version: 1, tests: { com.acme.*: { memory: %s } } }",
                "{ version: 1, tests: { com.acme.*: { memory: { retained: %s } } } }",
                "{ version: 1, tests: { com.acme.*: { memory: { growth: %s } } } }",
                "{ version: 1, operations: { g: { memory: %s } } }",
                "{ version: 1, tests: { com.acme.*: { threads: %s } } }",
                "{ version: 1, operations: { g: { threads: %s } } }",
                "{ version: 1, requests: { g: { match: GET /, errorRate: %s } } }",
                "{ version: 1, tests: { com.acme.*: { throughput: %s } } }",
                "{ version: 1, requests: { g: { match: GET /, slowRequest: %s } } }",
                "{ version: 1, requests: { g: { match: GET /, slowRequests: %s } } }",
                "{ version: 1, requests: { g: { match: GET /, slowRequest: 1s, slowRequests: %s } } }",
                "{ version: 1, tests: { com.acme.*: { slowRequests: %s } } }",
                "{ version: 1, operations: { o: { slowRequest: %s } } }",
                "{ version: 1, defaults: { slowRequest: %s } }",
                "{ version: 1, operations: { g: { method: %s } } }",
                "{ version: 1, operations: { g: { latency: { mean: %s } } } }",
                "{ version: 1, tests: { com.acme.*: { queries: %s } } }",
                "{ version: 1, tests: { com.acme.*: { method: %s } } }",
                "{ version: 1, regression: %s }",
                "{ version: 1, regression: { latency.p95: %s } }",
                "{ version: 1, regression: { queries: %s } }",
                "{ version: 1, regression: { allocation: %s } }",
                "{ version: 1, requests: { g: { match: GET /, regression: %s } } }",
                "{ version: 1, operations: { o: { regression: { latency.mean: %s } } } }",
                "{ version: 1, tests: { com.acme.*: { regression: { rows: %s } } } }",
                "{ version: 1, modules: { orders: { regression: %s } } }",
                "{ version: 1, sql: %s }",
                "{ version: 1, sql: { nPlusOne: %s } }",
                "{ version: 1, sql: { duplicates: %s } }",
                "{ version: 1, sql: { connectionLeaks: %s } }",
                "{ version: 1, sql: { rows: %s } }",
                "{ version: 1, sql: { fullScans: %s } }",
                "{ version: 1, operations: { o: { fullScans: %s } } }",
                "{ version: 1, sql: { allowFullScans: %s } }",
                "{ version: 1, sql: { allowFullScans: [ { table: %s, reason: r } ] } }",
                "{ version: 1, sql: { allowFullScans: [ { table: t, reason: r, only: %s } ] } }",
                "{ version: 1, sql: { repeats: %s } }",
                "{ version: 1, sql: { allowNPlusOne: %s } }",
                "{ version: 1, sql: { allowDuplicates: [ %s ] } }",
                "{ version: 1, sql: { allowRepeats: [ { table: %s, reason: r } ] } }",
                "{ version: 1, sql: { allowRepeats: [ { at: A.b, statement: %s, reason: r } ] } }",
                "{ version: 1, sql: { allowRepeats: [ { at: %s, reason: r } ] } }",
                "{ version: 1, sql: { allowRepeats: [ { at: A.b, reason: %s } ] } }",
                "{ version: 1, defaults: %s }",
                "{ version: 1, defaults: { confidence: %s } }",
                "{ version: 1, defaults: { onUndecided: %s } }",
                "{ version: 1, waivers: %s }",
                "{ version: 1, waivers: [{ budget: %s, until: 2027-01-31, reason: x, owner: ann }] }",
                "{ version: 1, waivers: [{ budget: a queries, until: %s, reason: x, owner: ann }] }",
                "{ version: 1, waivers: [{ budget: a queries, until: 2027-01-31, reason: %s, owner: ann }] }",
                "{ version: 1, waivers: [{ budget: a queries, until: 2027-01-31, reason: x, owner: %s }] }",
                "{ version: 1, waivers: [{ budget: a queries, until: 2027-01-31 }, %s] }",
                "{ version: 1, modules: %s }",
                "{ version: 1, modules: { orders: { sql: %s } } }",
                "{ version: 1, modules: { orders: { requests: { g: { match: GET /, queries: %s } } } } }",
                "{ version: 1, fullScans: %s }",
                "{ version: 1, process: %s }",
                "{ version: 1, modules: { orders: { process: %s } } }",
                "{ version: 1, process: { command: %s } }",
                "{ version: 1, process: { url: %s } }",
                "{ version: 1, process: { name: %s, url: 'http://a' } }",
                "{ version: 1, process: { url: 'http://a', environment: %s } }",
                "{ version: 1, process: { url: 'http://a', environment: { A: %s } } }",
                "{ version: 1, process: { url: 'http://a', directory: %s } }",
                "{ version: 1, process: { url: 'http://a', metrics: %s } }",
                "{ version: 1, process: { url: 'http://a', ready: %s } }",
                "{ version: 1, process: { command: a, ready: { log: %s } } }",
                "{ version: 1, process: { url: 'http://a', ready: { path: %s } } }",
                "{ version: 1, process: { url: 'http://a', ready: { status: %s } } }",
                "{ version: 1, process: { url: 'http://a', ready: { within: %s } } }",
                "{ version: 1, process: { url: 'http://a', starts: %s } }",
                "{ version: 1, process: { url: 'http://a', http: { version: %s } } }",
                "{ version: 1, process: { url: 'http://a', http: { keepAlive: %s } } }",
                "{ version: 1, process: { url: 'http://a', http: { trust: %s } } }",
                "{ version: 1, process: { command: a, startup: %s } }",
                "{ version: 1, process: { command: a, memory: %s } }",
                "{ version: 1, process: { command: a, memory: { idle: %s } } }",
                "{ version: 1, process: { command: a, memory: { growth: %s } } }",
                "{ version: 1, process: { command: a, soak: %s } }",
                "{ version: 1, process: { command: a, load: %s } }",
                "{ version: 1, process: { command: a, load: { l: %s } } }",
                "{ version: 1, process: { command: a, load: { l: { request: %s, requests: 1 } } } }",
                "{ version: 1, process: { command: a, load: { l: { request: [%s], requests: 1 } } } }",
                "{ version: 1, process: { command: a, load: { l: { request: GET /, rate: %s, duration: 1s } } } }",
                "{ version: 1, process: { command: a, load: { l: { request: GET /, requests: 1, latency: %s } } } }",
                "{ version: 1, process: { command: a, load: { l: { request: { request: GET /, values: %s }, requests: 1 } } } }",
                "{ version: 1, process: { command: a, load: { l: { request: { request: GET /, headers: %s }, requests: 1 } } } }",
                "{ version: 1, process: { command: a, load: { l: { request: { request: GET /, body: %s }, requests: 1 } } } }",
                "{ version: 1, process: { command: a, load: { l: { request: { request: GET /, status: %s }, requests: 1 } } } }",
            })
    void acceptsAndRefusesTheSameValuesAsTheReader(String document) {
        assertThat(VALUES).allSatisfy(value -> {
            String yaml = document.replace("%s", value);
            List<BudgetFileProblem> problems = problems(yaml);
            boolean seen = problems.stream().anyMatch(problem -> !isBeyondASchema(problem));
            assertThat(isValid(YAML.readTree(yaml))).as("%s %s", yaml, problems).isEqualTo(!seen);
        });
    }

    @ParameterizedTest
    @MethodSource("io.perfbudgets.budget.BudgetFileErrorsTest#wrongDocuments")
    void refusesWhatTheReaderRefusesAsFarAsASchemaCanSee(String yaml, List<String> messages) {
        boolean seen = messages.stream()
                .anyMatch(message -> !BEYOND_A_SCHEMA.matcher(message).find());
        try {
            assertThat(isValid(YAML.readTree(yaml))).isEqualTo(!seen);
        } catch (JsonProcessingException noYaml) {
            assertThat(messages.toString()).containsAnyOf("not valid YAML", "a YAML alias begins");
        }
    }

    @ParameterizedTest
    @MethodSource("pagesWithDocuments")
    void thePagesShowOnlyDocumentsThatAreAccepted(Path page) throws IOException {
        assertThat(documentsOf(page)).isNotEmpty().allSatisfy(sample -> {
            assertThat(problems(sample)).isEmpty();
            assertThat(isValid(YAML.readTree(sample))).isTrue();
        });
    }

    static List<Path> pagesWithDocuments() throws IOException {
        try (Stream<Path> docs = Files.list(PAGE.resolveSibling(""))) {
            List<Path> pages = Stream.concat(Stream.of(Path.of("../README.md")), docs.sorted())
                    .filter(page -> page.toString().endsWith(".md"))
                    .filter(page -> !documentsOf(page).isEmpty())
                    .toList();
            assertThat(pages).contains(Path.of("../README.md"), PAGE);
            return pages;
        }
    }

    private static List<String> documentsOf(Path page) {
        try {
            return Pattern.compile("(?s)```yaml\\R(.*?)```")
                    .matcher(Files.readString(page))
                    .results()
                    .map(block -> block.group(1))
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void theReferencePageNamesEveryKeyOfTheSchema() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(json().findValues("properties").stream()
                        .flatMap(properties -> Stream.of(properties).flatMap(node -> node.propertyStream()))
                        .map(property -> property.getKey())
                        .distinct())
                .contains("p999", "onUnmeasured", "waivers")
                .allSatisfy(key -> assertThat(page).containsPattern("\\b" + key + "\\b"));
    }

    private boolean isValid(JsonNode document) {
        return schema.validate(document).isEmpty();
    }

    private static boolean isBeyondASchema(BudgetFileProblem problem) {
        return BEYOND_A_SCHEMA.matcher(problem.what()).find();
    }

    private static List<BudgetFileProblem> problems(String yaml) {
        Problems problems = new Problems();
        BudgetFileText.decode(yaml.getBytes(UTF_8), "f", problems)
                .ifPresent(text ->
                        Consistency.check(BudgetFile.read("f", text, problems).layerOf("orders"), problems));
        try {
            problems.throwIfAny();
            return List.of();
        } catch (BudgetFileException refused) {
            return refused.problems();
        }
    }

    private static JsonNode json() {
        try (InputStream in = BudgetsSchemaTest.class.getResourceAsStream("/io/perfbudgets/budgets.schema.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
