package io.perfbudgets.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Dimension;
import io.perfbudgets.measure.Series;
import io.perfbudgets.measure.Series.Sample;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesJsonTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void tellsGrowthForEachIterationWhereTheyWereCounted() {
        // The later looks come ever faster, so by time it would be another slope.
        Series series = series(look -> new Sample(SECOND * look / (1 + look), 5_000_000 + 1_100L * look, look + 1));

        assertThat(SeriesJson.of(series).path("trend").asText())
                .startsWith("Trend +1.1 kB per iteration, between +1.1 kB per iteration and ");
    }

    @Test
    void tellsGrowthForEachHourOtherwise() {
        Series series = series(look -> new Sample(SECOND * look, 5_000_000 + 1_000L * look));

        assertThat(SeriesJson.of(series).path("trend").asText()).startsWith("Trend +3.6 MB/h");
    }

    private static Series series(IntFunction<Sample> look) {
        List<Sample> samples = IntStream.range(0, 24).mapToObj(look).toList();
        return new Series("live heap", Dimension.SIZE, samples);
    }
}
