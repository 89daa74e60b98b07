package io.perfbudgets.example.export;

import java.io.IOException;
import org.springframework.core.io.Resource;

/** Opens a clip's video for the response. */
public interface VideoExport {

    Resource open(long clipId) throws IOException;
}
