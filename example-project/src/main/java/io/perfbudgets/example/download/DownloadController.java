package io.perfbudgets.example.download;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DownloadController {

    private final DownloadStatistics statistics;

    DownloadController(DownloadStatistics statistics) {
        this.statistics = statistics;
    }

    /** The games with the most downloads, the first one first. */
    @GetMapping("/api/downloads")
    List<GameDownloads> mostDownloaded(@RequestParam(defaultValue = "50") int limit) {
        return statistics.mostDownloaded(limit);
    }
}
