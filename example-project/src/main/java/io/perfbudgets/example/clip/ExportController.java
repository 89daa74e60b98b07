package io.perfbudgets.example.clip;

import io.perfbudgets.example.export.VideoExport;
import io.perfbudgets.example.web.NotFoundException;
import java.io.IOException;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ExportController {

    private final ClipRepository clips;
    private final VideoExport export;

    ExportController(ClipRepository clips, VideoExport export) {
        this.clips = clips;
        this.export = export;
    }

    @GetMapping("/api/clips/{id}/export")
    ResponseEntity<Resource> export(@PathVariable long id) throws IOException {
        if (!clips.existsById(id)) {
            throw new NotFoundException("clip", id);
        }
        ContentDisposition attachment =
                ContentDisposition.attachment().filename("clip-" + id + ".mp4").build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .contentType(MediaType.parseMediaType("video/mp4"))
                .body(export.open(id));
    }
}
