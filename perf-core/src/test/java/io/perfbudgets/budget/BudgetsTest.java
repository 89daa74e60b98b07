package io.perfbudgets.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetsTest {
    private static final String SAMPLE = """
            version: 1
            defaults: { confidence: 99%, onUndecided: fail }
            requests:
              health: { match: GET /api/health, latency: { p95: 50ms } }
              lists:
                match: [GET /api/games, GET /api/clips]
                latency: { p50: 80ms, p95: 200ms }
                queries: 3
                nPlusOne: allow
              items: { match: "GET /api/*/{id}", latency: { p95: 100ms } }
              all: { match: "* /**", queries: { total: 20, insert: 2 }, nPlusOne: forbid }
            operations:
              db-sync: { method: com.acme.sync.DatabaseSync.sync, latency: { max: 500ms } }
            tests:
              com.acme.orders.*: { queries: 5 }
            sql: { nPlusOne: forbid }
            waivers:
              - { budget: "GET /api/downloads latency.p95", until: 2027-01-31, reason: "new index ships in 4.2", owner: ann }
            modules:
              orders:
                defaults: { confidence: 95% }
                requests:
                  lists: { latency: { p95: 250ms } }
                  carts: { match: GET /api/games/carts, queries: 1 }
                sql: { nPlusOne: allow }
            """;

    @TempDir
    Path root;

    @Test
    void aGroupSaysForItselfFromWhenOnARequestIsSlowOrTakesTheDefault() throws IOException {
        Budgets budgets = read("""
                version: 1
                defaults: { slowRequest: 200ms }
                requests:
                  exports: { match: GET /export, slowRequest: 2s, slowRequests: 1 }
                  lists: { match: GET /games, slowRequests: 0 }
                modules:
                  orders:
                    requests: { lists: { slowRequest: 50ms } }
                """, "orders");

        assertThat(budgets.slowRequest(Subject.request("GET", "/export"))).contains(Amount.nanos(2_000_000_000));
        assertThat(budgets.slowRequest(Subject.request("GET", "/games"))).contains(Amount.nanos(50_000_000));
        assertThat(budgets.slowRequest(Subject.request("GET", "/other"))).contains(Amount.nanos(200_000_000));
        assertThat(budgets.shortestSlowRequest()).contains(Amount.nanos(50_000_000));
        assertThat(budgets.budgetsFor(Subject.request("GET", "/games")))
                .singleElement()
                .satisfies(budget -> assertThat(budget.threshold()).contains(Amount.nanos(50_000_000)));
        assertThat(Budgets.none().shortestSlowRequest()).isEmpty();
    }

    @Test
    void firstMatchingGroupOfRequestsCounts() throws IOException {
        Budgets budgets = read(SAMPLE, "");

        assertThat(budgets.budgetsFor(Subject.request("GET", "/api/games")))
                .extracting(budget -> budget.metric().key(), budget -> budget.limit()
                        .toString())
                .containsExactly(tuple("latency.p50", "80 ms"), tuple("latency.p95", "200 ms"), tuple("queries", "3"));
        assertThat(budgets.budgetsFor(Subject.request("GET", "/api/other/path")))
                .extracting(budget -> budget.metric().key(), budget -> budget.limit()
                        .value())
                .containsExactly(tuple("queries", 20L), tuple("queries.insert", 2L), tuple("nPlusOne", 0L));
    }

    @Test
    void aFactorIsRelativeToItsReference() throws IOException {
        Budgets budgets = read(
                "version: 1\nrequests: { g: { match: GET /a, latency: { p50: 2ms, p95: 1.2x, reference: GET /b } } }",
                "");

        assertThat(budgets.budgetsFor(Subject.request("GET", "/a")))
                .extracting(Budget::limit, Budget::reference)
                .containsExactly(
                        tuple(Amount.nanos(2_000_000), Optional.empty()),
                        tuple(new Amount(Dimension.FACTOR, 1_200_000), Optional.of("GET /b")));
    }

    @Test
    void aBudgetNamesWhereItWasDeclared() throws IOException {
        Budgets budgets = read(SAMPLE, "");

        assertThat(budgets.budgetsFor(Subject.request("GET", "/api/clips")))
                .extracting(Budget::origin)
                .containsExactly(
                        new Origin("requests.lists.latency.p50", "budgets.yaml", 7),
                        new Origin("requests.lists.latency.p95", "budgets.yaml", 7),
                        new Origin("requests.lists.queries", "budgets.yaml", 8));
    }

    @Test
    void sqlHoldsForEverySubjectUnlessItsGroupSaysOtherwise() throws IOException {
        Budgets budgets = read(SAMPLE, "");

        assertThat(budgets.budgetsFor(Subject.operation("never-declared")))
                .containsExactly(new Budget(
                        Selector.of(Subject.operation("never-declared")),
                        Metric.N_PLUS_ONE,
                        Amount.count(0),
                        new Origin("sql.nPlusOne", "budgets.yaml", 16)));
        assertThat(budgets.budgetsFor(Subject.test("com.acme.orders.OrderIT", "lists")))
                .extracting(Budget::metric)
                .containsExactly(Metric.QUERIES, Metric.N_PLUS_ONE);
        assertThat(budgets.budgetsFor(Subject.request("GET", "/api/games")))
                .extracting(Budget::metric)
                .doesNotContain(Metric.N_PLUS_ONE);
        assertThat(budgets.budgetsFor(new Subject(Subject.Kind.PROCESS, "app"))).isEmpty();
    }

    @Test
    void listsEveryDeclaredBudgetButThoseOfSql() throws IOException {
        List<Budget> declared = read(SAMPLE, "").declared();

        assertThat(declared)
                .extracting(budget -> budget.origin().declaration())
                .containsExactly(
                        "requests.health.latency.p95",
                        "requests.lists.latency.p50",
                        "requests.lists.latency.p95",
                        "requests.lists.queries",
                        "requests.items.latency.p95",
                        "requests.all.queries.total",
                        "requests.all.queries.insert",
                        "requests.all.nPlusOne",
                        "operations.db-sync.latency.max",
                        "tests.com.acme.orders.*.queries");
        assertThat(declared).containsAll(read(SAMPLE, "").budgetsFor(Subject.request("GET", "/api/games")));
    }

    @Test
    void aModuleOverridesKeyByKeyAndItsNewGroupsComeFirst() throws IOException {
        Budgets budgets = read(SAMPLE, "orders");

        assertThat(budgets.budgetsFor(Subject.request("GET", "/api/games")))
                .extracting(budget -> budget.limit().toString(), budget -> budget.origin()
                        .toString())
                .containsExactly(
                        tuple("80 ms", "requests.lists.latency.p50, budgets.yaml:7"),
                        tuple("250 ms", "modules.orders.requests.lists.latency.p95, budgets.yaml:23"),
                        tuple("3", "requests.lists.queries, budgets.yaml:8"));
        assertThat(budgets.declared().get(0).selector()).hasToString("GET /api/games/carts");
        assertThat(budgets.budgetsFor(Subject.operation("x"))).isEmpty();
        assertThat(budgets.policy())
                .isEqualTo(new Policy(new Amount(Dimension.RATIO, 950_000), Reaction.FAIL, Reaction.FAIL));
    }

    @Test
    void aNearerFileOverridesAFartherOneKeyByKey() throws IOException {
        Path nearer = Files.createDirectories(root.resolve("services/orders")).resolve("budgets.yaml");
        Files.writeString(nearer, """
                version: 1
                defaults: { onUndecided: ignore }
                requests:
                  lists: { latency: { p95: 150ms }, nPlusOne: forbid }
                  mine: { match: GET /api/mine, queries: 0 }
                """);
        Files.writeString(root.resolve("budgets.yaml"), SAMPLE);

        Budgets budgets = Budgets.read(List.of(nearer, root.resolve("budgets.yaml")), "orders");

        assertThat(budgets.budgetsFor(Subject.request("GET", "/api/clips")))
                .extracting(budget -> budget.origin().toString())
                .containsExactly(
                        "requests.lists.latency.p50, budgets.yaml:7",
                        "requests.lists.latency.p95, services/orders/budgets.yaml:4",
                        "requests.lists.queries, budgets.yaml:8",
                        "requests.lists.nPlusOne, services/orders/budgets.yaml:4");
        assertThat(budgets.declared().get(0).selector()).hasToString("GET /api/mine");
        assertThat(budgets.policy().onUndecided()).isEqualTo(Reaction.IGNORE);
        assertThat(budgets.waivers()).hasSize(1);
    }

    @Test
    void readsTheLimitsOfWhatAUnitDoesInTheDatabase() throws IOException {
        Budgets budgets = read("""
                version: 1
                requests:
                  lists:
                    match: GET /api/games
                    queries: { exactly: 3, select: 2 }
                    duplicates: forbid
                    rows: { read: 1000, updated: 0 }
                    connections: 1
                    connectionLeaks: allow
                    transaction: 100ms
                sql: { duplicates: forbid, connectionLeaks: forbid }
                """, "");

        assertThat(budgets.budgetsFor(Subject.request("GET", "/api/games")))
                .extracting(budget -> budget.metric() + " " + budget.limit())
                .containsExactly(
                        "queries.exactly 3",
                        "queries.select 2",
                        "duplicates 0",
                        "rows 1,000",
                        "rows.updated 0",
                        "connections 1",
                        "transaction 100 ms");
        assertThat(budgets.budgetsFor(Subject.operation("x")))
                .extracting(budget -> budget.metric().key())
                .containsExactlyInAnyOrder("duplicates", "connectionLeaks");
    }

    @Test
    void anExactNumberAndAMostReplaceEachOtherInANearerFile() throws IOException {
        Path nearer = Files.createDirectories(root.resolve("orders")).resolve("budgets.yaml");
        Files.writeString(nearer, """
                version: 1
                tests: { a: { queries: 5 }, b: { queries: { exactly: 2 } }, c: { queries: { select: 1 } } }
                """);
        Path farther = root.resolve("budgets.yaml");
        Files.writeString(farther, """
                version: 1
                tests: { a: { queries: { exactly: 3 } }, b: { queries: { total: 9 } }, c: { queries: { exactly: 3 } } }
                """);

        Budgets budgets = Budgets.read(List.of(nearer, farther), "");

        assertThat(budgets.declared())
                .extracting(budget -> budget.selector() + " " + budget.metric() + " " + budget.limit())
                .containsExactly("a queries 5", "b queries.exactly 2", "c queries.exactly 3", "c queries.select 1");
    }

    @Test
    void namesTheMethodsThatAreOperations() throws IOException {
        assertThat(read(SAMPLE, "").operationMethods())
                .containsExactly(java.util.Map.entry("com.acme.sync.DatabaseSync.sync", "db-sync"));
    }

    @Test
    void namesTheOperationsThatHaveAGroup() throws IOException {
        assertThat(read(SAMPLE, "").operationNames()).containsExactly("db-sync");
        assertThat(Budgets.none().operationNames()).isEmpty();
    }

    @Test
    void readsWaiversAndKnowsWhatTheyCoverAndUntilWhen() throws IOException {
        Waiver waiver = read(SAMPLE, "").waivers().get(0);

        assertThat(waiver)
                .isEqualTo(new Waiver(
                        "GET /api/downloads",
                        "latency.p95",
                        LocalDate.of(2027, 1, 31),
                        "new index ships in 4.2",
                        "ann",
                        new Origin("waivers[0]", "budgets.yaml", 18)));
        Subject downloads = Subject.request("GET", "/api/downloads");
        Origin origin = waiver.origin();
        assertThat(waiver.covers(
                        downloads, new Budget(Selector.of(downloads), Metric.LATENCY_P95, Amount.nanos(1), origin)))
                .isTrue();
        assertThat(waiver.covers(
                        downloads, new Budget(Selector.of(downloads), Metric.LATENCY_P99, Amount.nanos(1), origin)))
                .isFalse();
        assertThat(waiver.isExpiredOn(LocalDate.of(2027, 1, 31))).isFalse();
        assertThat(waiver.isExpiredOn(LocalDate.of(2027, 2, 1))).isTrue();
    }

    @Test
    void resolvesAliases() throws IOException {
        Budgets budgets = read("""
                version: 1
                requests:
                  games: { match: GET /games, latency: &fast { p95: 50ms } }
                  clips: { match: GET /clips, latency: *fast }
                """, "");

        assertThat(budgets.budgetsFor(Subject.request("GET", "/clips")))
                .extracting(budget -> budget.limit().toString())
                .containsExactly("50 ms");
    }

    @Test
    void declaresNothingWithoutAFile() {
        Budgets budgets = Budgets.read(List.of(), "orders");

        assertThat(budgets.declared()).isEmpty();
        assertThat(budgets.budgetsFor(Subject.request("GET", "/"))).isEmpty();
        assertThat(budgets.waivers()).isEmpty();
        assertThat(budgets.policy()).isEqualTo(Policy.DEFAULT);
    }

    private Budgets read(String yaml, String module) throws IOException {
        return Budgets.read(List.of(Files.writeString(root.resolve("budgets.yaml"), yaml)), module);
    }
}
