package io.perfbudgets.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages show works. Their YAML is read where the reader of budgets.yaml is tested. */
class DocSamplesTest {
    @TempDir
    Path classes;

    @TestFactory
    Stream<DynamicTest> javaCompiles() throws IOException {
        List<Page.Block> samples = blocks("java");
        assertThat(samples).hasSizeGreaterThan(8);
        return samples.stream()
                .map(sample -> DynamicTest.dynamicTest(sample.place(), () -> assertThat(
                                JavaSample.of(sample.text()).errors(classes))
                        .isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class Whole { Strin text; }",
                "@Test\n@MaxQueries(maximum = 1)\nvoid member() {}",
                "import org.junit.jupiter.api.Test;\nclass Importing {\n    @MaxQueries(1)\n    void test() {}\n}",
                "@MaxQuery(5)\npackage com.acme;\n",
            })
    void noticesJavaThatDoesNotCompile(String block) {
        assertThat(JavaSample.of(block).errors(classes)).contains("error:");
    }

    @TestFactory
    Stream<DynamicTest> xmlIsWellFormed() throws IOException {
        List<Page.Block> samples = blocks("xml");
        assertThat(samples).hasSizeGreaterThan(2);
        return samples.stream()
                .map(sample -> DynamicTest.dynamicTest(sample.place(), () -> DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(sample.text().getBytes(StandardCharsets.UTF_8)))));
    }

    /** A block that nothing checks is what a console shows: it names no language. */
    @Test
    void everyOtherBlockIsYamlOrConsole() throws IOException {
        assertThat(Page.all().stream().flatMap(page -> page.blocks().stream()))
                .extracting(Page.Block::language)
                .containsOnly("java", "xml", "yaml", "");
    }

    @TestFactory
    Stream<DynamicTest> linksLeadToAPageAndItsHeading() throws IOException {
        return Page.all().stream().flatMap(page -> page.links().stream()
                .map(link -> DynamicTest.dynamicTest(page.file() + " to " + link, () -> follow(page, link))));
    }

    private static void follow(Page from, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path to = parts[0].isEmpty() ? from.file() : from.file().resolveSibling(parts[0]);
        assertThat(to).exists();
        if (parts.length == 2) {
            assertThat(new Page(to, Files.readString(to)).anchors()).contains(parts[1]);
        }
    }

    private static List<Page.Block> blocks(String language) throws IOException {
        return Page.all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals(language))
                .toList();
    }
}
