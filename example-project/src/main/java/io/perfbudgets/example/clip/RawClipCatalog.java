package io.perfbudgets.example.clip;

import java.util.List;
import org.springframework.data.domain.Pageable;

/** The raw clips in the order of their ids. */
interface RawClipCatalog {

    List<RawClipView> list(Pageable page);
}
