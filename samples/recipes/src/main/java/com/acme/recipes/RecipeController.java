package com.acme.recipes;
import static org.jooq.impl.DSL.*;
import io.micronaut.http.annotation.*;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.*;
import org.jooq.impl.DSL;
@Controller("/recipes")
class RecipeController {
    private final DSLContext sql;
    RecipeController(DataSource data) { this.sql = DSL.using(data, SQLDialect.H2); }
    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    List<String> list() {
        return sql.select(field("id", Integer.class), field("name", String.class)).from(table("recipe")).orderBy(field("id"))
            .fetch(r -> r.value2() + ": " + ingredients(r.value1()));
    }
    private String ingredients(int recipe) {
        return sql.select(field("name", String.class)).from(table("ingredient")).where(field("recipe_id").eq(recipe))
            .fetch(0, String.class).stream().collect(Collectors.joining(", "));
    }
    @Post(consumes = io.micronaut.http.MediaType.TEXT_PLAIN)
    @ExecuteOn(TaskExecutors.BLOCKING)
    void add(@Body String name) {
        int id = sql.fetchCount(table("recipe")) + 1;
        sql.insertInto(table("recipe"), field("id"), field("name")).values(id, name).execute();
        sql.insertInto(table("ingredient"), field("recipe_id"), field("name")).values(id, "salt").execute();
    }
}
